import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type LandedSource, landedRelations } from '#lib/contract/landed-relation.ts';
import { isTableName, type TableName } from '#lib/contract/tables.ts';
import { duckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import type { ShopTables } from '../fixtures/shop-warehouse.ts';
import { athenaOnTrino } from './athena-on-trino.ts';
import { columnsOf, exposeParquet, openSchema, writeCalendar } from './external-tables.ts';
import { selectOf, writeParquet } from './parquet-file.ts';
import type { TrinoServer } from './trino-server.ts';
import type { Twins } from './twin-warehouse.ts';

const LAST_DAY = '2026-12-31';

/** Rows of a few tables in Parquet files that both engines read; customers are versions, of which the latest holds. */
export async function onBothEngines(
  server: TrinoServer,
  tables: ShopTables,
  folder: string,
): Promise<Pick<Twins, 'duckdb' | 'trino'>> {
  mkdirSync(folder);
  const session = await openSchema(server, basename(folder));
  const files: Sources = {};
  const landed: Sources = {};
  for (const [name, rows] of Object.entries(tables)) {
    if (!isTableName(name)) continue;
    const versioned = name === 'customers';
    const path = join(folder, `${name}.parquet`);
    const columns = columnsOf(name);
    await writeParquet(selectOf(columns, rows), path);
    files[name] = { source: `read_parquet('${path}')`, versioned };
    const source = await exposeParquet(server, session, { name, columns, files: [path] });
    landed[name] = { source, versioned };
  }
  const path = join(folder, 'calendar.parquet');
  const days = await exposeParquet(server, session, await writeCalendar(path, LAST_DAY, 'month'));
  const calendar = (source: string) => ({ calendar: `select * from ${source}` });
  const views = { ...landedRelations(files), ...calendar(`read_parquet('${path}')`) };
  const duckdb = await duckdbWarehouse({
    tables: Object.entries(views).map(([name, sql]) => `create view ${name} as ${sql}`),
    readable: [folder],
    workDirectory: join(folder, 'work'),
    memoryLimitMb: 300,
    threads: 1,
  });
  const relations = { ...landedRelations(landed), ...calendar(days) };
  return { duckdb, trino: await athenaOnTrino(session, relations) };
}

type Sources = Partial<Record<TableName, LandedSource>>;
