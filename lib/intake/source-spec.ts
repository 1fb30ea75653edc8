import type { TableName } from '#lib/contract/tables.ts';

/** What a contract column is filled with: a column of the file, or one value for every row. */
export type ColumnMapping = string | { readonly constant: string };

/** How one table of the contract is read from delivered files. Paths are absolute. */
export interface SourceSpec {
  readonly table: TableName;
  /** The table's files; for a `sql` mapping the files behind each name the query uses. */
  readonly files: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** `database.table` of the account's catalogue, whose rows are delivered instead of files; there are none then. */
  readonly existing?: string;
  /** Contract column → column of the file. Without it the files use the contract's own names. */
  readonly columns?: Readonly<Record<string, ColumnMapping>>;
  /** A Trino select over the named files whose result columns are the contract's. */
  readonly sql?: string;
  /** IANA zone of times without an offset; without it such rows are set aside. */
  readonly assumeTimeZone?: string;
  /** One character; a comma unless said otherwise. */
  readonly delimiter?: string;
  /** Character set of the CSV files by its WHATWG name; UTF-8 unless said otherwise. */
  readonly encoding?: string;
  /** The CSV files are gzip streams whatever their name. */
  readonly gzip?: boolean;
  /** `minor`: whole cents (yen, fils); `major`, the default: decimal euros. */
  readonly moneyFormat?: 'minor' | 'major';
  /** Money may arrive as a binary float and is rounded to four decimals. */
  readonly castFloatMoney?: boolean;
}

/** What intake is doing, for a progress line. */
export interface IntakeProgress {
  readonly table: TableName;
  readonly stage: 'check bytes' | 'type rows' | 'land';
  /** Delivered rows once known, landed ones at the end. */
  readonly rows: number;
}

/** One load: every delivered table of one report run. */
export interface SnapshotRequest {
  readonly sources: readonly SourceSpec[];
  /** Emptied of earlier landings of the same tables; typed Parquet, `manifest.json` and rejects go here. */
  readonly landingDirectory: string;
  /** The time of this load. Future event times are judged by it. */
  readonly loadedAt: Date;
  readonly progress?: (event: IntakeProgress) => void;
  /** Memory for the SQL engine; what does not fit is spilled to the landing folder. Default 500. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

/** The files of a source by the name a query knows them under; without names, the table's own. None of a table. */
export function namedFiles({
  files,
  table,
  existing,
}: SourceSpec): readonly { readonly name: string; readonly paths: readonly string[] }[] {
  if (existing !== undefined) return [];
  if (isList(files)) return [{ name: table, paths: files }];
  return Object.entries(files).map(([name, paths]) => ({ name, paths }));
}

const isList = (files: SourceSpec['files']): files is readonly string[] => Array.isArray(files);
