import type { TableContract } from '#lib/contract/column.ts';
import { type TableName, tableContract } from '#lib/contract/tables.ts';
import type { DeliveredFile } from './bytes/file-kind.ts';
import type { DuckdbSession } from './landing/duckdb-session.ts';
import type { Delivery } from './landing/duckdb-stage.ts';
import { deliverColumns } from './reading/deliver-columns.ts';
import { deliverSql, type NamedFiles } from './reading/duckdb-deliver-sql.ts';
import type { FileRelation } from './reading/file-relation.ts';
import { readFiles } from './reading/read-files.ts';
import { refuseEmpty } from './reading/refuse-empty.ts';
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
  /** Nothing that happened before is missing, by the suppliers' manifests; ISO 8601 in UTC. */
  readonly completeUntil: string | null;
}

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
  for (const { file, manifest } of files) refuseEmpty(spec.table, file, manifest !== null);
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
    warnings: [
      ...warnings,
      ...emptyOrUnannounced(files),
      ...(spec.sql === undefined ? [] : misshapen(files)),
      ...ignored.map((name) => unknownColumn(table, name)),
    ],
    completeUntil: latest(files.flatMap(({ manifest }) => manifest?.complete_until ?? [])),
  };
}

function emptyOrUnannounced(files: readonly FileRelation[]): IntakeWarning[] {
  const warning = (code: string, concerned: readonly FileRelation[], what: string) =>
    concerned.length === 0
      ? []
      : [{ code, message: `${concerned.length} files, first ${concerned[0]?.name}: ${what}` }];
  return [
    ...warning(
      'NO_ROWS',
      files.filter(({ file }) => file.rows === 0),
      'a header and no rows',
    ),
    ...warning(
      'NO_MANIFEST',
      files.filter(({ manifest }) => manifest === null),
      'no supplier manifest, so damage on the way shows only if it breaks the format',
    ),
  ];
}

/** Rows a query cannot see; without a query each is set aside under its line. */
const misshapen = (files: readonly FileRelation[]): IntakeWarning[] =>
  files
    .filter(({ defects }) => defects.length > 0)
    .map(({ name, defects }) => ({
      code: 'MISSHAPEN_ROWS',
      message: `${name}: ${defects.length} rows of the wrong shape were left out`,
    }));

const latest = (times: readonly string[]): string | null =>
  times
    .map((time) => new Date(time).toISOString())
    .sort()
    .at(-1) ?? null;

const unknownColumn = (table: TableContract, name: string): IntakeWarning => ({
  code: 'UNKNOWN_COLUMN',
  message: `${table.name}: column "${name}" is not mapped and was not stored`,
});
