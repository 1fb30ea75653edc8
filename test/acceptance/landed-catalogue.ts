import type { Snapshot } from '#lib/intake/snapshot.ts';
import { type DuckdbEngine, duckdbEngine } from '../fixtures/duckdb-engine.ts';
import { calendarStatements } from '../fixtures/shop-warehouse.ts';

/** What was landed and the calendar, as tables of a database of a catalogue. */
export const landedCatalogue = ({ tables }: Snapshot, database: string): Promise<DuckdbEngine> =>
  duckdbEngine([
    `create schema ${database}`,
    ...Object.values(tables).map(
      ({ table, path }) =>
        `create table ${database}.${table} as select * from read_parquet('${path}')`,
    ),
    ...calendarStatements('month', `${database}.calendar`),
  ]);
