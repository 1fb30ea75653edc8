import { join } from 'node:path';
import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { SourceRelation } from '../reading/file-relation.ts';
import type { TypingContext } from '../typing/column-rule.ts';
import { rawName, typedSelect } from '../typing/typed-select.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlText } from './sql-text.ts';

/** A contract column and the SQL expression of its delivered text. */
export interface RawColumn {
  readonly column: ColumnContract;
  readonly expression: string;
}

/** Delivered rows and how their columns become the contract's. */
export interface Delivery extends Omit<SourceRelation, 'columns'> {
  readonly columns: readonly RawColumn[];
}

/** Typed rows of all deliveries of a table. */
export interface StagedRows {
  /** Rows of each delivery. */
  readonly counts: readonly number[];
  /** SQL of all rows. `_file` and `_row` say where a row came from, both counted from 0. */
  readonly staged: string;
}

/** Files read in one statement: few enough to plan, many enough that a year of daily files is four statements. */
const FILES_AT_ONCE = 100;

/** Types all deliveries, which have the same columns. Throws `IntakeError` where the engine finds other rows. */
export async function stageDeliveries(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  typing: { readonly table: TableContract; readonly context: TypingContext },
): Promise<StagedRows> {
  const parts: string[] = [];
  const counts: number[] = [];
  for (let first = 0; first < deliveries.length; first += FILES_AT_ONCE) {
    const group = deliveries.slice(first, first + FILES_AT_ONCE);
    const path = join(session.workDirectory, `${typing.table.name}-${first}.parquet`);
    await writeTyped(session, group, { ...typing, first, path });
    const groupCounts = await countRows(session, group, { first, path });
    parts.push(partSql(path, first, groupCounts));
    counts.push(...groupCounts);
  }
  return { counts, staged: `(${parts.join(' union all ')})` };
}

interface Group {
  readonly table: TableContract;
  readonly context: TypingContext;
  /** Ordinal of the group's first delivery. */
  readonly first: number;
  readonly path: string;
}

async function writeTyped(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  { table, context, first, path }: Group,
): Promise<void> {
  const delivered = deliveries.map(({ columns, relation }, index) => {
    const texts = columns.map(({ column, expression }) => `${expression} as ${rawName(column)}`);
    return `select ${[...texts, `${first + index} as _file`].join(', ')} from ${relation}`;
  });
  const columns = (deliveries[0]?.columns ?? []).map(({ column }) => column);
  const select = typedSelect({ table, columns, context }, delivered.join(' union all '));
  try {
    await session.run(`copy (${select}) to ${sqlText(path)} (format parquet)`);
  } catch (error) {
    throw await unreadable(session, deliveries, error);
  }
}

/** The engine's own messages quote the line they stumble over, so only their kind is passed on. */
async function unreadable(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  error: unknown,
): Promise<IntakeError> {
  const message = error instanceof Error ? error.message : '';
  const kind = /^(\w+(?: \w+)? Error):/.exec(message)?.[1] ?? 'engine error';
  let file = deliveries[0]?.name ?? '';
  for (const { name, relation, columns } of deliveries) {
    const texts = columns.map(({ expression }) => `count(${expression})`).join(', ');
    const readable = session.run(`select ${texts} from ${relation}`).then(
      () => true,
      () => false,
    );
    if (!(await readable)) file = name;
  }
  const hint = `the SQL engine cannot read it (${kind}); export it again`;
  return new IntakeError('NOT_READABLE', { file }, hint);
}

async function countRows(
  session: DuckdbSession,
  deliveries: readonly Delivery[],
  { first, path }: Pick<Group, 'first' | 'path'>,
): Promise<number[]> {
  const counted = await session.rows(
    `select _file, count(*) as rows from read_parquet(${sqlText(path)}) group by 1`,
  );
  return deliveries.map(({ name, rows }, index) => {
    const match = counted.find((row) => Number(row['_file']) === first + index);
    const found = Number(match?.['rows'] ?? 0);
    if (rows === null || rows === found) return found;
    const hint = `${rows} rows in the bytes, ${found} read; check quotes and line ends`;
    throw new IntakeError('ROW_COUNT', { file: name }, hint);
  });
}

/** A file's rows follow those of the files before it in the same part. */
function partSql(path: string, first: number, counts: readonly number[]): string {
  let sum = 0;
  const offsets = counts.map((count) => {
    sum += count;
    return sum - count;
  });
  const row =
    offsets.length === 1
      ? 'file_row_number'
      : `file_row_number - list_extract([${offsets.join(', ')}], _file - ${first} + 1)`;
  return `select * exclude (file_row_number), ${row} as _row
    from read_parquet(${sqlText(path)}, file_row_number = true)`;
}
