import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Row, readTable, text } from './read-table.ts';
import { TABLE_COLUMNS } from './table-columns.ts';
import { writeSampleShop } from './write-sample-shop.ts';

/** A sample shop read back from its files. */
export interface WrittenTables {
  /** Every row of a table, which must have some. */
  rows(table: string): Row[];
  values(table: string, column: string): string[];
  groupBy(table: string, column: string): Map<string, Row[]>;
}

/** Writes a shop of 1,500 customers before the tests of a file, and removes it after them. */
export function writtenTables(): WrittenTables {
  const directory = mkdtempSync(join(tmpdir(), 'sample-integrity-'));
  const tables = new Map<string, Row[]>();
  afterAll(() => rmSync(directory, { recursive: true }));
  beforeAll(async () => {
    await writeSampleShop({ customers: 1500, seed: 'integrity', directory, asOf: '2026-11-23' });
    for (const table of Object.keys(TABLE_COLUMNS)) tables.set(table, readTable(directory, table));
  });
  const rows = (table: string): Row[] => {
    const found = tables.get(table) ?? [];
    expect(found.length).toBeGreaterThan(0);
    return found;
  };
  return {
    rows,
    values: (table, column) => rows(table).map((row) => text(row, column)),
    groupBy(table, column) {
      const groups = new Map<string, Row[]>();
      for (const row of rows(table))
        groups.set(text(row, column), [...(groups.get(text(row, column)) ?? []), row]);
      return groups;
    },
  };
}
