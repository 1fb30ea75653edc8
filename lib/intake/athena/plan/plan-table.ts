import type { TableName } from '#lib/contract/tables.ts';
import { tableContract } from '#lib/contract/tables.ts';
import { type AthenaStatement, STATEMENT_BYTES, tokenOf } from '#lib/warehouse/athena-statement.ts';
import { catalogueTable } from '#lib/warehouse/athena-tables.ts';
import { QueryError } from '#lib/warehouse/warehouse.ts';
import type { IntakeWarning } from '../../snapshot.ts';
import type { TypingContext } from '../../typing/column-rule.ts';
import { assumedZone } from '../../typing/time-sql.ts';
import { trinoTypedSelect } from '../typing/trino-typed-select.ts';
import { asideSql, listAsideSql } from './aside-sql.ts';
import { contentSql } from './content-sql.ts';
import { countSql } from './count-sql.ts';
import { type DeliveredRows, deliveredRows, fileRelations } from './delivered-rows.ts';
import { landedSql } from './landed-sql.ts';
import { type LandingPlace, landedTable, stepTable } from './landing-place.ts';
import { type LandingSource, readScans, scanWarnings, selectOf } from './landing-source.ts';
import { repeatsSql } from './repeats-sql.ts';
import { mappedRows, selectedRelation } from './select-mapping.ts';
import { spelledSql } from './spelled-sql.ts';
import { codeColumns, type TableSteps } from './table-steps.ts';

/** Where rows of a landing come from, by `file_ordinal`. */
export interface DeliveredFile {
  readonly ordinal: number;
  /** Name of the file or mapping. */
  readonly name: string;
  /** Rows in the bytes; null where only SQL can count them. */
  readonly rows: number | null;
}

/** One table's landing: its statements, and what is needed to settle it. */
export interface TablePlan {
  readonly name: TableName;
  /** SHA-256 of what is landed and how. */
  readonly identity: string;
  /** Name of the landed table in the catalogue. */
  readonly landed: string;
  readonly steps: TableSteps;
  readonly files: readonly DeliveredFile[];
  readonly warnings: readonly IntakeWarning[];
  /** Statements by phase; those of a phase may run at the same time. */
  readonly phases: readonly (readonly AthenaStatement[])[];
}

/** How far after the load an event may claim to lie, for clocks that run ahead. */
const CLOCK_TOLERANCE_MS = 24 * 3_600_000;

/** Plans the landing of one table. Throws `IntakeError` for a mapping that cannot be read. */
export function planTable(source: LandingSource, identity: string, place: LandingPlace): TablePlan {
  const { table: name } = source.spec;
  const rows = rowsOf(source, place);
  const landed = landedTable(place.run, name, identity.slice(0, 12));
  const table = (own: string) => catalogueTable(place.database, own);
  const step = (of: string) => table(stepTable(place.run, name, of).name);
  const steps: TableSteps = {
    name,
    table: tableContract(name),
    columns: rows.columns,
    loadedAt: place.loadedAt.toISOString(),
    typed: step('typed'),
    spelled: step('spelled'),
    repeats: step('repeats'),
    aside: step('aside'),
    landed: table(landed.name),
  };
  return {
    name,
    identity,
    landed: landed.name,
    steps,
    files: deliveredFiles(source),
    warnings: [
      ...scanWarnings(source),
      ...rows.ignored.map((column) => unknownColumn(name, column)),
    ],
    phases: phasesOf(steps, {
      place,
      landed,
      typedSql: typedSql(source, rows, place),
      existing: source.catalogue !== null,
    }),
  };
}

function rowsOf(source: LandingSource, place: LandingPlace): DeliveredRows {
  const mapping = selectOf(source);
  if (mapping === null)
    return deliveredRows(fileRelations(source.spec.table, source.inputs, place), source.spec);
  const selected = selectedRelation(mapping, source.selected ?? []);
  const rows = deliveredRows([selected], source.spec);
  return { ...rows, sql: `${mappedRows(mapping, place)}\n${rows.sql}` };
}

function typedSql(
  { spec }: LandingSource,
  rows: DeliveredRows,
  { loadedAt }: LandingPlace,
): string {
  const table = tableContract(spec.table);
  const context: TypingContext = {
    zone: assumedZone(spec.table, spec.assumeTimeZone),
    moneyFormat: spec.moneyFormat ?? 'major',
    latestEvent: new Date(loadedAt.getTime() + CLOCK_TOLERANCE_MS).toISOString(),
    eventTime: table.eventTime ?? null,
  };
  return trinoTypedSelect({ table, columns: rows.columns, context }, rows.sql);
}

interface Making {
  readonly place: LandingPlace;
  readonly landed: { readonly name: string; readonly folder: string };
  readonly typedSql: string;
  /** Whether rows are those of a table of the catalogue. */
  readonly existing: boolean;
}

function phasesOf(
  steps: TableSteps,
  { place, landed, typedSql: typed, existing }: Making,
): AthenaStatement[][] {
  const { name } = steps;
  const make = (step: string, sql: string) =>
    statement(place, `${name}_${step}`, create(place, stepTable(place.run, name, step), sql));
  return [
    [make('typed', typed)],
    codeColumns(steps).length === 0 ? [] : [make('spelled', spelledSql(steps))],
    [make('repeats', repeatsSql(steps))],
    [
      make('aside', asideSql(steps)),
      statement(place, `${name}_landed`, create(place, landed, landedSql(steps))),
    ],
    [
      statement(place, `${name}_counts`, countSql(steps)),
      statement(place, `${name}_rejects`, listAsideSql(steps)),
      ...(existing ? [statement(place, `${name}_content`, contentSql(steps))] : []),
    ],
  ];
}

const create = (
  { database, lake }: LandingPlace,
  { name, folder }: { readonly name: string; readonly folder: string },
  sql: string,
): string =>
  `create table ${catalogueTable(database, name)}
with (format = 'PARQUET', external_location = '${lake}${folder}') as
${sql}`;

function statement({ run }: LandingPlace, name: string, queryString: string): AthenaStatement {
  if (Buffer.byteLength(queryString) > STATEMENT_BYTES) {
    throw new QueryError(name, 'STATEMENT_TOO_LONG');
  }
  return { name, queryString, token: tokenOf(run, queryString) };
}

function deliveredFiles(source: LandingSource): readonly DeliveredFile[] {
  const mapping = selectOf(source);
  if (mapping !== null) return [{ ordinal: 0, name: mapping.name, rows: null }];
  return readScans(source).map(({ ordinal, file }) => ({
    ordinal,
    name: file.name,
    rows: file.rows,
  }));
}

const unknownColumn = (table: TableName, column: string): IntakeWarning => ({
  code: 'UNKNOWN_COLUMN',
  message: `${table}: column "${column}" is not mapped and was not stored`,
});
