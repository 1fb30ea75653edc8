import { dirname, join } from 'node:path';
import { type LandedSource, landedRelations } from '#lib/contract/landed-relation.ts';
import { releasedWeekFolder } from '#lib/erasure/released-weeks.ts';
import { sqlText } from '#lib/intake/landing/sql-text.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
import { calendarDays, type FiscalCalendar, type IsoDate } from '#lib/units/calendar.ts';
import { type DuckdbWarehouse, duckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
import { keptRows } from './restatement/keep-weeks.ts';
import type { RunRequest } from './run-request.ts';

const FIRST_DAY = '1970-01-01';

/** Where the engine of a run may write; gone when it closes. */
export const workDirectory = (store: string): string => join(store, 'work');

/** The landed tables of a snapshot and the rows of released weeks, with tables that were not supplied standing empty, and the fiscal calendar. */
export async function openWarehouse(
  snapshot: Snapshot,
  asOf: IsoDate,
  request: RunRequest,
): Promise<DuckdbWarehouse> {
  const { configuration, store, memoryLimitMb, threads } = request;
  const landed = Object.values(snapshot.tables);
  const relations = landedRelations(
    Object.fromEntries(landed.map((table) => [table.table, landedFile(table)])),
    await keptRows(request),
  );
  return duckdbWarehouse({
    tables: [
      ...Object.entries(relations).map(([name, sql]) => `create view ${name} as ${sql}`),
      calendarSql(asOf, fiscalCalendar(configuration, snapshot)),
    ],
    readable: [...new Set(landed.map(({ path }) => dirname(path))), releasedWeekFolder(store, '')],
    workDirectory: workDirectory(store),
    memoryLimitMb,
    threads,
  });
}

const landedFile = ({ path, versioned }: LandedTable): LandedSource => ({
  source: `read_parquet(${sqlText(path)})`,
  versioned,
});

function calendarSql(asOf: IsoDate, fiscal: FiscalCalendar): string {
  const days = calendarDays(FIRST_DAY, asOf, fiscal);
  const column = (values: readonly (string | number)[]) => `unnest([${values.join(', ')}])`;
  return [
    'create table calendar as select',
    `cast(${column(days.map(({ date }) => `'${date}'`))} as date) as calendar_date,`,
    `${column(days.map(({ week }) => week))} as week,`,
    `${column(days.map(({ month }) => month))} as month`,
  ].join('\n');
}
