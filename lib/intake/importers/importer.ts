import type { TableName } from '#lib/contract/tables.ts';
import type { SourceSpec } from '../source-spec.ts';

/** How one table is read from an export. `files` are the names its query knows the export's files under. */
export interface ImporterTable extends Omit<SourceSpec, 'table' | 'files' | 'sql'> {
  readonly files: readonly string[];
  readonly sql?: string;
}

/** A ready mapping of a known export. */
export interface Importer {
  readonly id: string;
  /** Raised whenever the meaning of a mapping changes. */
  readonly version: number;
  /** The export it reads: product, object, shape. */
  readonly reads: string;
  readonly tables: Readonly<Partial<Record<TableName, ImporterTable>>>;
}

/** The source of one table from an importer, or null where the export has nothing for it. */
export function importedSource(
  importer: Importer,
  table: TableName,
  paths: Readonly<Record<string, readonly string[]>>,
): SourceSpec | null {
  const mapping = importer.tables[table];
  if (mapping === undefined) return null;
  const files = Object.fromEntries(mapping.files.map((name) => [name, paths[name] ?? []]));
  return { ...mapping, table, files };
}
