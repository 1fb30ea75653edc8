import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { landedRelations } from '#lib/contract/landed-relation.ts';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { landedColumns } from '#lib/contract/tables.ts';
import { calendarDays, type IsoDate } from '#lib/units/calendar.ts';
import { duckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

/** A raw file of orders, the exclusive end of its observation, and what DuckDB may use. */
export interface RawOrders {
  readonly file: string;
  readonly end: IsoDate;
  readonly threads: number;
}

export const MEMORY_LIMIT_MB = 200;

/** The warehouse of a run, over the raw file: consents, erasures, currencies, refunds, zones, first orders. */
export const scopedWarehouse = (orders: RawOrders): Promise<Warehouse> =>
  duckdbWarehouse({
    tables: tables(orders),
    readable: [dirname(orders.file)],
    workDirectory: mkdtempSync(join(tmpdir(), 'peers-')),
    memoryLimitMb: MEMORY_LIMIT_MB,
    threads: orders.threads,
  });

/** `read_csv` of the raw file. */
export function rawOrders(file: string): string {
  const types = `{'customer_id': 'varchar', 'date': 'date', 'amount': 'decimal(18, 4)'}`;
  return `read_csv('${file.replaceAll("'", "''")}', columns = ${types}, header = true)`;
}

/** Columns of the raw file as those of the contract; the others are empty. */
function ordersSql(file: string): string {
  const given: Readonly<Record<string, string>> = {
    order_id: `customer_id || ' ' || cast(date as varchar)`,
    customer_id: 'customer_id',
    ordered_at: 'cast(date as timestamp)',
    currency: `'EUR'`,
    net_amount: 'amount',
  };
  const columns = landedColumns('orders').map((column) => {
    const value = given[column.name] ?? `cast(null as ${sqlType(column)})`;
    return `${value} as "${column.name}"`;
  });
  return `create view orders as select ${columns.join(', ')} from ${rawOrders(file)}`;
}

function tables({ file, end }: RawOrders): string[] {
  const others = Object.entries(landedRelations({})).filter(([name]) => name !== 'orders');
  const days = calendarDays('2020-01-01', end, 'month');
  const listed = days.map(({ date, week, month }) => `('${date}', ${week}, ${month})`);
  return [
    ordersSql(file),
    ...others.map(([name, sql]) => `create view ${name} as ${sql}`),
    'create table calendar (calendar_date date, week integer, month integer)',
    `insert into calendar values ${listed.join(', ')}`,
  ];
}
