import type { TableContract } from '#lib/contract/column.ts';
import { type TableName, tableContract } from '#lib/contract/tables.ts';
import type { DeliveredFile } from './bytes/file-kind.ts';
import { IntakeError } from './intake-error.ts';
import type { DuckdbSession } from './landing/duckdb-session.ts';
import type { Delivery } from './landing/duckdb-stage.ts';
import { deliverColumns } from './reading/deliver-columns.ts';
import { deliverSql, type NamedFiles } from './reading/duckdb-deliver-sql.ts';
import { readFiles } from './reading/read-files.ts';
import type { IntakeWarning, LandedFile } from './snapshot.ts';
import { namedFiles, type SourceSpec } from './source-spec.ts';

/** One table whose files were checked byte by byte and mapped by their headers. */
export interface PreparedTable {
  readonly name: TableName;
  readonly spec: SourceSpec;
  readonly files: readonly LandedFile[];
  /** The files on disk, which must not change until they were typed. */
  readonly delivered: readonly DeliveredFile[];
  readonly deliveries: readonly Delivery[];
  readonly warnings: readonly IntakeWarning[];
}

/** Tables that are never truly empty: no rows mean a failed export, not a quiet week. */
const NEVER_EMPTY: readonly TableName[] = ['orders', 'marketing_spend'];

/** Checks and maps the files of one table. Throws `IntakeError`. */
export async function prepareTable(
  spec: SourceSpec,
  session: DuckdbSession,
): Promise<PreparedTable> {
  const table = tableContract(spec.table);
  const warnings: IntakeWarning[] = [];
  const delivered: DeliveredFile[] = [];
  const sources: NamedFiles[] = [];
  for (const { name, paths } of namedFiles(spec)) {
    const read = await readFiles(paths, spec, session);
    warnings.push(...read.warnings);
    delivered.push(...read.delivered);
    sources.push({ name, files: read.files });
  }
  const files = sources.flatMap((source) => source.files);
  for (const { file } of files) refuseEmpty(spec.table, file);
  const { deliveries, ignored } =
    spec.sql === undefined
      ? deliverColumns(files, spec, table)
      : await deliverSql(session, sources, { spec, sql: spec.sql, table });
  return {
    name: spec.table,
    spec,
    files: files.map(({ file }) => file),
    delivered,
    deliveries,
    warnings: [...warnings, ...ignored.map((name) => unknownColumn(table, name))],
  };
}

function refuseEmpty(table: TableName, { name, rows }: LandedFile): void {
  if (rows > 0 || !NEVER_EMPTY.includes(table)) return;
  const hint = 'a header and no rows; an empty load is never read as zero sales, export it again';
  throw new IntakeError('EMPTY', { file: name }, hint);
}

const unknownColumn = (table: TableContract, name: string): IntakeWarning => ({
  code: 'UNKNOWN_COLUMN',
  message: `${table.name}: column "${name}" is not mapped and was not stored`,
});
