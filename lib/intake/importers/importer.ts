import type { TableName } from '#lib/contract/tables.ts';

/** One table of the contract, filled from an export by a Trino select. */
export interface ImportedTable {
  /** Names under which the select reads the files; with a single one the files need no name. */
  readonly files: readonly string[];
  readonly sql: string;
}

/** A ready mapping: what it reads, what it fills, and which traps of the source it steps around. */
export interface Importer {
  /** The export it was written for; vendors rename columns, so verify it against their documentation. */
  readonly source: string;
  readonly tables: Readonly<Partial<Record<TableName, ImportedTable>>>;
  readonly traps: readonly string[];
  /** Columns by which the file of the orders is known; none where its names are too common. */
  readonly knownBy?: readonly string[];
  /** The export counts in days of the business and states no time zone. */
  readonly localDays?: true;
}
