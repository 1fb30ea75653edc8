import { createHash } from 'node:crypto';
import { landedColumns, type TableName } from '#lib/contract/tables.ts';
import type { SourceSpec } from '../../source-spec.ts';
import type { ScanRecord } from '../scan/scan-record.ts';
import { layoutOf } from '../scan/scanned-file.ts';
import type { LandingPlace } from './landing-place.ts';
import type { LandingSource } from './landing-source.ts';

export const PLACE: LandingPlace = {
  database: 'example_lake',
  lake: 's3://example-lake/',
  run: 'wk-2026-W47-a1',
  loadedAt: new Date('2026-11-22T12:00:00Z'),
};

/** The scan of a CSV file that has these columns and nothing else. */
export function scanOf(
  ordinal: number,
  names: readonly string[],
  change: Partial<ScanRecord> = {},
): ScanRecord {
  const name = `orders-${String(ordinal).padStart(3, '0')}.csv`;
  const columns = names.map((column) => ({ name: column, type: 'VARCHAR', hiveType: 'string' }));
  return {
    ordinal,
    file: {
      name,
      sha256: createHash('sha256').update(name).digest('hex'),
      bytes: 1000,
      rows: 100,
      kind: 'csv',
    },
    columns,
    staged: {
      layout: layoutOf('csv', columns),
      kept: names.map((_, position) => position),
      objects: 1,
      brokenLines: false,
    },
    misshapen: 0,
    manifest: null,
    ...change,
  };
}

/** Every column of a table that a file may have. */
export const allColumns = (table: TableName): string[] =>
  landedColumns(table).flatMap(({ name }) => (name === 'ingested_at' ? [] : [name]));

/** The least columns of orders with a channel. */
export const CORE = [
  'order_id',
  'customer_id',
  'ordered_at',
  'net_amount',
  'currency',
  'channel',
] as const;

/** Scans of alike files of orders. */
export const scansOf = (count: number): ScanRecord[] =>
  Array.from({ length: count }, (_, ordinal) => scanOf(ordinal, CORE));

/** A source of orders that was scanned and needs no select. */
export const sourceOf = (
  scans: readonly ScanRecord[],
  spec: Partial<SourceSpec> = {},
): LandingSource => ({
  spec: { table: 'orders', files: [], ...spec },
  inputs: [{ name: 'orders', scans }],
  catalogue: null,
  selected: null,
});
