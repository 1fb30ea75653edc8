import { join } from 'node:path';
import type { Configuration } from '#lib/config/configuration.ts';
import { type LandedSource, landedRelations } from '#lib/contract/landed-relation.ts';
import type { TableName } from '#lib/contract/tables.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { fiscalCalendar } from '#lib/pipeline/fiscal-calendar.ts';
import { type Observation, observationOf } from '#lib/pipeline/observation.ts';
import { openWarehouse } from '#lib/pipeline/open-warehouse.ts';
import { snapshotOf } from '#lib/pipeline/take-snapshot.ts';
import type { TableRelations } from '#lib/warehouse/athena-tables.ts';
import type { DuckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { memoryStore } from '../fixtures/memory-store.ts';
import { columnsOf, exposeParquet, openSchema, writeCalendar } from './external-tables.ts';
import { splitParquet } from './parquet-file.ts';
import type { TrinoSession } from './trino-client.ts';
import type { TrinoServer } from './trino-server.ts';

/** A delivery. */
export interface ShopPlan {
  readonly shop: string;
  readonly configuration: Configuration;
  /** Folder that the configuration's paths start from. */
  readonly directory: string;
  /** Files that Trino reads the orders from, so that workers share them; 1 unless given. */
  readonly orderFiles?: number;
}

/** Landed tables, open on DuckDB. */
export interface LandedFiles {
  readonly configuration: Configuration;
  readonly snapshot: Snapshot;
  readonly observation: Observation;
  readonly duckdb: DuckdbWarehouse;
}

/** Landed tables, in files that both engines read. */
export interface LandedShop extends LandedFiles {
  readonly session: TrinoSession;
  /** Every table that a query may name, as SQL over the tables of Trino. */
  readonly tables: TableRelations;
}

/** Lands a delivery as a run does and opens it on DuckDB. */
export async function landFiles(plan: ShopPlan, folder: string): Promise<LandedFiles> {
  const { configuration, shop } = plan;
  const store = join(folder, shop);
  const request = { ...plan, ...NOTHING_ELSE, out: join(store, 'out'), store };
  const snapshot = await snapshotOf(request, {
    loadedAt: new Date(`${LOADED_AT}T06:00:00Z`),
    seconds: () => 0,
    progress: () => undefined,
    mailer: outboxMailer(join(store, 'outbox')),
    chain: async () => memoryStore(),
    erased: async () => NOBODY_ERASED,
  });
  const observation = observationOf(null, configuration, snapshot);
  const duckdb = await openWarehouse(snapshot, observation.asOf, request);
  return { configuration, snapshot, observation, duckdb };
}

/** The same, and the same files as tables of Trino. */
export async function landShop(
  plan: ShopPlan,
  server: TrinoServer,
  folder: string,
): Promise<LandedShop> {
  const files = await landFiles(plan, folder);
  const { configuration, snapshot, observation } = files;
  const session = await openSchema(server, plan.shop);
  const landed: Partial<Record<TableName, LandedSource>> = {};
  for (const { table, path, versioned } of Object.values(snapshot.tables)) {
    const files = table === 'orders' ? await splitParquet(path, plan.orderFiles ?? 1) : [path];
    const columns = columnsOf(table);
    const source = await exposeParquet(server, session, { name: table, columns, files });
    landed[table] = { source, versioned };
  }
  const calendar = await writeCalendar(
    join(folder, plan.shop, 'calendar.parquet'),
    observation.asOf,
    fiscalCalendar(configuration, snapshot),
  );
  const days = await exposeParquet(server, session, calendar);
  const tables = { ...landedRelations(landed), calendar: `select * from ${days}` };
  return { ...files, session, tables };
}

const LOADED_AT = '2026-11-16';
const NOTHING_ELSE = {
  asOf: null,
  reports: null,
  send: false,
  dryRun: true,
  memoryLimitMb: 800,
  threads: 2,
} as const;
