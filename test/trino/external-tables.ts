import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { landedColumns, type TableName } from '#lib/contract/tables.ts';
import { calendarDays, type FiscalCalendar, type IsoDate } from '#lib/units/calendar.ts';
import { catalogueTable } from '#lib/warehouse/athena-tables.ts';
import { selectOf, writeParquet } from './parquet-file.ts';
import { runOnTrino, type TrinoSession } from './trino-client.ts';
import type { TrinoServer } from './trino-server.ts';

/** A column of an external table; the type is one of landed tables. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** Parquet files with the same columns, and the name of the table they are. */
export interface ParquetTable {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly files: readonly string[];
}

/** A schema of its own on a server, for the tables of one shop. */
export async function openSchema(server: TrinoServer, schema: string): Promise<TrinoSession> {
  await runOnTrino(server.session, `create schema ${schema}`);
  return { ...server.session, schema };
}

/** Names Parquet files, which are copied into the server's folder, as an external table; how SQL reads it. */
export async function exposeParquet(
  server: TrinoServer,
  session: TrinoSession,
  { name, columns, files }: ParquetTable,
): Promise<string> {
  const folder = `external/${session.schema}/${name}`;
  mkdirSync(join(server.data, folder), { recursive: true });
  for (const [i, file] of files.entries())
    copyFileSync(file, join(server.data, folder, `${i}.parquet`));
  const typed = columns.map((column) => `"${column.name}" ${trinoType(column.type)}`);
  await runOnTrino(
    session,
    `create table ${name} (${typed.join(', ')})
    with (external_location = 'local:///${folder}', format = 'PARQUET')`,
  );
  return catalogueTable(session.schema, name);
}

/** Columns of a landed table. */
export const columnsOf = (table: TableName): readonly TableColumn[] =>
  landedColumns(table).map((column) => ({ name: column.name, type: sqlType(column) }));

const CALENDAR: readonly TableColumn[] = [
  { name: 'calendar_date', type: 'date' },
  { name: 'week', type: 'integer' },
  { name: 'month', type: 'integer' },
];

const FIRST_DAY = '1970-01-01';

/** The fiscal calendar up to a day, as a Parquet file. */
export async function writeCalendar(
  path: string,
  end: IsoDate,
  fiscal: FiscalCalendar,
): Promise<ParquetTable> {
  const days = calendarDays(FIRST_DAY, end, fiscal);
  const rows = days.map(({ date, week, month }) => ({ calendar_date: date, week, month }));
  await writeParquet(selectOf(CALENDAR, rows), path);
  return { name: 'fiscal_days', columns: CALENDAR, files: [path] };
}

function trinoType(type: string): string {
  if (type === 'varchar[]') return 'array(varchar)';
  return type === 'timestamp' ? 'timestamp(3)' : type;
}
