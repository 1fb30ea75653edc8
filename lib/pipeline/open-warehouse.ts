import { dirname, join } from 'node:path';
import { emptyTableSql } from '#lib/contract/landed-schema.ts';
import { TABLE_NAMES, type TableName } from '#lib/contract/tables.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { calendarDays, type FiscalPattern, type IsoDate } from '#lib/units/calendar.ts';
import { duckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { RunRequest } from './run-request.ts';

const FIRST_DAY = '1970-01-01';

/** The landed tables of a snapshot, with tables that were not supplied standing empty, and the fiscal calendar. */
export async function openWarehouse(
  snapshot: Snapshot,
  asOf: IsoDate,
  { configuration, store, memoryLimitMb, threads }: RunRequest,
): Promise<Warehouse> {
  const landed = Object.values(snapshot.tables);
  return duckdbWarehouse({
    tables: [
      ...TABLE_NAMES.filter((name) => name !== 'calendar').map((name) => tableSql(name, snapshot)),
      calendarSql(asOf, configuration.business.calendar.fiscal),
    ],
    readable: [...new Set(landed.map(({ path }) => dirname(path)))],
    workDirectory: join(store, 'work'),
    memoryLimitMb,
    threads,
  });
}

function tableSql(name: TableName, snapshot: Snapshot): string {
  const path = snapshot.tables[name]?.path;
  const rows =
    path === undefined
      ? emptyTableSql(name)
      : `select * from read_parquet('${path.replaceAll("'", "''")}')`;
  return `create view ${name} as ${rows}`;
}

function calendarSql(asOf: IsoDate, fiscal: FiscalPattern): string {
  const days = calendarDays(FIRST_DAY, asOf, fiscal);
  const column = (values: readonly (string | number)[]) => `unnest([${values.join(', ')}])`;
  return [
    'create table calendar as select',
    `cast(${column(days.map(({ date }) => `'${date}'`))} as date) as calendar_date,`,
    `${column(days.map(({ week }) => week))} as week,`,
    `${column(days.map(({ month }) => month))} as month`,
  ].join('\n');
}
