import { join } from 'node:path';
import type { TableContract } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { SourceRelation } from '../reading/file-relation.ts';
import type { TypingContext } from '../typing/column-rule.ts';
import { type RawColumn, typedSelect } from '../typing/typed-select.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlText } from './sql-text.ts';

/** Delivered rows and how their columns become the contract's. */
export interface Delivery extends Omit<SourceRelation, 'columns'> {
  readonly columns: readonly RawColumn[];
}

/** Typed rows of one delivery, in file order. */
export interface StagedFile {
  readonly path: string;
  readonly rows: number;
}

/** Types every delivery into a Parquet file of its own. */
export async function stageDeliveries(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  { table, context }: { readonly table: TableContract; readonly context: TypingContext },
): Promise<readonly StagedFile[]> {
  const staged: StagedFile[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    const path = join(session.workDirectory, `${table.name}-${index}.parquet`);
    const { columns, relation } = delivery;
    const select = typedSelect({ table, columns, context }, relation);
    await runGuarded(
      session,
      delivery.name,
      `copy (select *, ${index} as _file from (${select})) to ${sqlText(path)} (format parquet)`,
    );
    staged.push({ path, rows: await countRows(session, delivery, path) });
  }
  return staged;
}

async function countRows(
  session: DuckdbSession,
  delivery: Delivery,
  path: string,
): Promise<number> {
  const [counted] = await session.rows(
    `select num_rows from parquet_file_metadata(${sqlText(path)})`,
  );
  const rows = Number(counted?.['num_rows']);
  if (delivery.rows === null || delivery.rows === rows) return rows;
  const hint = `${delivery.rows} rows in the bytes, ${rows} read; check quotes and line ends`;
  throw new IntakeError('ROW_COUNT', { file: delivery.name }, hint);
}

/** The engine's own messages quote the line they stumble over, so only their kind is passed on. */
async function runGuarded(session: DuckdbSession, file: string, sql: string): Promise<void> {
  try {
    await session.run(sql);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const kind = /^(\w+(?: \w+)? Error):/.exec(message)?.[1] ?? 'engine error';
    throw new IntakeError(
      'NOT_READABLE',
      { file },
      `the SQL engine refuses it (${kind}); export it again`,
    );
  }
}
