import { dirname, join } from 'node:path';
import { emptyTableSql } from '#lib/contract/landed-schema.ts';
import { landedColumns, TABLE_NAMES, type TableName, tableContract } from '#lib/contract/tables.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
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
  const landed = snapshot.tables[name];
  const rows = landed === undefined ? emptyTableSql(name) : landedSql(landed);
  return `create view ${name} as ${rows}`;
}

/** The landed rows; where they are versions of keys, the latest of each that was not deleted. */
function landedSql({ table, path, versioned }: LandedTable): string {
  const file = `read_parquet('${path.replaceAll("'", "''")}')`;
  const { key } = tableContract(table);
  if (!versioned || key.length === 0) return `select * from ${file}`;
  const quoted = (names: readonly string[]) => names.map((column) => `"${column}"`).join(', ');
  return `select ${quoted(landedColumns(table).map((column) => column.name))} from (
    select *, row_number() over (
      partition by ${quoted(key)} order by updated_at desc, ingested_at desc
    ) as _version from ${file}
  ) where _version = 1 and coalesce(op, 'upsert') <> 'delete'`;
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
