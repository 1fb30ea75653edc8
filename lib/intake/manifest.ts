import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { TableName } from '#lib/contract/tables.ts';
import type { LandedTable } from './snapshot.ts';
import { namedFiles, type SourceSpec } from './source-spec.ts';

/** Folder of the rows that were set aside. */
export const QUARANTINE = 'quarantine';

/** Name of a table's landed file. */
export const landedFile = (table: TableName): string => `${table}.parquet`;

/** Identity of a load: which bytes, read how, with which outcome. Paths and the load time are not part of it. */
export function snapshotHash(
  sources: readonly SourceSpec[],
  tables: readonly LandedTable[],
): string {
  const mappings = sources.map((spec) => ({
    ...spec,
    files: namedFiles(spec).map(({ name, paths }) => [
      name,
      paths.map((path) => basename(path)).sort(),
    ]),
  }));
  const outcomes = tables.map(({ table, files, delivered, accepted, quarantined, duplicates }) => ({
    table,
    files,
    rows: [delivered, accepted, quarantined, duplicates],
  }));
  return createHash('sha256')
    .update(canonicalJson([mappings, outcomes]))
    .digest('hex');
}

/** The text of `manifest.json`: what was delivered and what became of it, without machine paths. */
export function manifestOf(hash: string, tables: readonly LandedTable[]): string {
  const described = tables.map(({ path, rejects, ...table }) => ({
    ...table,
    landing: basename(path),
    rejects: `${QUARANTINE}/${table.table}.jsonl`,
  }));
  return `${JSON.stringify({ hash, tables: described }, sortedKeys, 2)}\n`;
}

const canonicalJson = (value: unknown): string => JSON.stringify(value, sortedKeys);

/** A JSON replacer that writes keys in one order. */
function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
