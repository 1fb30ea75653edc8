import type { TableName } from '#lib/contract/tables.ts';
import { catalogueTable } from '#lib/warehouse/athena-tables.ts';
import { type LandingPlace, shortHash, stagedFolder, stagedTablePrefix } from './landing-place.ts';
import {
  distinctScans,
  fieldName,
  type ScannedInput,
  type StagedGroup,
  stagedGroups,
} from './staged-input.ts';

/** A table of the catalogue over staged copies, made before statements read it. */
export interface StagedTable {
  readonly name: string;
  /** Folder of its files, `s3://bucket/folder/`. */
  readonly location: string;
  /** Rows of text as `StagedRows` writes them, or Parquet. */
  readonly format: 'text' | 'parquet';
  /** Names and types as the catalogue spells them. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The tables over the staged copies of one input of a table. */
export const stagedTables = (
  table: TableName,
  { name, scans }: ScannedInput,
  place: LandingPlace,
): readonly StagedTable[] =>
  stagedGroups(distinctScans(scans).read).map((group) => ({
    name: stagedName(table, name, { group, run: place.run }),
    location: `${place.lake}${stagedFolder(place.run, table, name)}${group.layout}/`,
    format: group.layout.startsWith('csv-') ? 'text' : 'parquet',
    columns: columnsOf(group),
  }));

/** How SQL names the table over one group of an input's files. */
export const stagedTableSql = (
  table: TableName,
  input: string,
  { group, place }: { readonly group: StagedGroup; readonly place: LandingPlace },
): string => catalogueTable(place.database, stagedName(table, input, { group, run: place.run }));

/** Inputs may be named with characters that no table name has. */
const stagedName = (
  table: TableName,
  input: string,
  { group, run }: { readonly group: StagedGroup; readonly run: string },
): string => `${stagedTablePrefix(run)}${table}_${shortHash([input, group.layout])}`;

function columnsOf({ layout, scans: [scan] }: StagedGroup): StagedTable['columns'] {
  if (scan === undefined) return [];
  const string = (name: string) => ({ name, type: 'string' });
  if (layout.startsWith('csv-')) {
    return ['line', 'shape', ...scan.staged.kept.map((_, field) => fieldName(field))].map(string);
  }
  return scan.columns.flatMap(({ name, hiveType }) =>
    hiveType === null ? [] : [{ name: name.toLowerCase(), type: hiveType }],
  );
}
