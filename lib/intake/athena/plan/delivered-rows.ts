import { type ColumnContract, STANDARD_COLUMNS, type TableContract } from '#lib/contract/column.ts';
import { type TableName, tableContract } from '#lib/contract/tables.ts';
import { sqlText } from '../../landing/sql-text.ts';
import { type ResolvedColumns, resolveColumns } from '../../mapping/resolve-columns.ts';
import type { SourceSpec } from '../../source-spec.ts';
import { rawName } from '../typing/trino-column.ts';
import { columnText, type DeliveredColumn } from './column-text.ts';
import type { LandingPlace } from './landing-place.ts';
import {
  distinctScans,
  placeColumns,
  type ScannedInput,
  stagedColumns,
  stagedGroups,
  unionOfFiles,
} from './staged-input.ts';
import { stagedTableSql } from './staged-table.ts';

/** Rows that have the same columns, and how SQL reads them. */
export interface DeliveredRelation {
  /** Name of a file or mapping, for messages. */
  readonly name: string;
  readonly columns: readonly DeliveredColumn[];
  /** SQL of `file_ordinal`, `file_line`, `shape`. */
  readonly place: string;
  /** What SQL reads them from: a staged table and which of its files, or a select's name. */
  readonly from: { readonly table: string; readonly ordinal: number | null };
}

/** Delivered rows of a table as texts of contract columns. */
export interface DeliveredRows {
  /** Contract columns that any of the files has, in the order of the contract. */
  readonly columns: readonly ColumnContract[];
  /** A select of the texts as r0, r1, …, and of each row's place. */
  readonly sql: string;
  /** Columns of the files that nobody reads. */
  readonly ignored: readonly string[];
}

/** Maps every relation by its header; a column that one lacks is empty there. Throws `IntakeError`. */
export function deliveredRows(
  relations: readonly DeliveredRelation[],
  spec: SourceSpec,
): DeliveredRows {
  const table = tableContract(spec.table);
  const resolved = relations.map((relation) => ({
    relation,
    columns: resolveColumns(
      relation.name,
      relation.columns.map(({ name }) => name),
      { spec, table },
    ),
  }));
  const columns = contractColumns(
    table,
    resolved.map((one) => one.columns),
  );
  const selects = resolved.map((one) => {
    const texts = columns.map((column, n) => `${textOf(column, one, spec)} as ${rawName(n)}`);
    return { ...one.relation.from, columns: [...texts, one.relation.place].join(', ') };
  });
  return {
    columns,
    sql: unionOfFiles(selects),
    ignored: [...new Set(resolved.flatMap((one) => one.columns.ignored))],
  };
}

const contractColumns = (
  table: TableContract,
  resolved: readonly ResolvedColumns[],
): readonly ColumnContract[] => {
  const found = new Set(
    resolved.flatMap(({ columns }) => columns.map(({ column }) => column.name)),
  );
  return [...table.columns, ...STANDARD_COLUMNS].filter(({ name }) => found.has(name));
};

function textOf(
  column: ColumnContract,
  {
    relation,
    columns,
  }: { readonly relation: DeliveredRelation; readonly columns: ResolvedColumns },
  spec: SourceSpec,
): string {
  const from = columns.columns.find((candidate) => candidate.column.name === column.name)?.from;
  if (from !== undefined && 'constant' in from) return sqlText(from.constant);
  const source = from === undefined ? undefined : relation.columns[from.position];
  if (source === undefined) return 'cast(null as varchar)';
  return columnText(column, source, { file: relation.name, spec });
}

/** The scanned files of a table that are read column by column. */
export const fileRelations = (
  table: TableName,
  inputs: readonly ScannedInput[],
  place: LandingPlace,
): readonly DeliveredRelation[] =>
  inputs.flatMap(({ name, scans }) =>
    stagedGroups(distinctScans(scans).read).flatMap((group) =>
      group.scans.map((scan) => ({
        name: scan.file.name,
        columns: stagedColumns(scan),
        place: placeColumns(group),
        from: { table: stagedTableSql(table, name, { group, place }), ordinal: scan.ordinal },
      })),
    ),
  );
