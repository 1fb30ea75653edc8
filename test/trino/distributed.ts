import { join } from 'node:path';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { historyLoader } from '#lib/pipeline/histories/history-loader.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import { scopeParameters } from '#lib/pipeline/scope-parameters.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { athenaOnTrino } from './athena-on-trino.ts';
import type { TrinoInstall } from './install-trino.ts';
import { type LandedShop, landShop } from './landed-shop.ts';
import { runOnTrino, type TrinoSession } from './trino-client.ts';
import { startTrino } from './trino-server.ts';
import { type Note, twinWarehouse } from './twin-warehouse.ts';

const WORKERS = 2;
const CUSTOMERS = 20_000;

/** What one node did for a query. */
export interface NodeShare {
  readonly node: string;
  readonly tasks: number;
  readonly inputRows: number;
}

export interface WorkersRun {
  readonly startSeconds: number;
  readonly shares: readonly NodeShare[];
}

/**
 * Grouped histories on a coordinator that does no work and two workers, compared with DuckDB; and each worker's rows of
 * the statement that puts orders in scope.
 */
export async function queryOnWorkers(
  install: TrinoInstall,
  folder: string,
  note: Note,
): Promise<WorkersRun> {
  const directory = join(folder, 'workers-files');
  const made = { customers: CUSTOMERS, seed: 'workers', directory, asOf: '2026-11-16' } as const;
  await writeSampleShop({ ...made, tables: 'orders', troubles: false });
  const { configuration } = await loadConfiguration(join(directory, 'tenure.yaml'));
  const server = await startTrino({ install, workers: WORKERS });
  try {
    const plan = { shop: 'workers', configuration, directory, orderFiles: 4 * WORKERS };
    const shop = await landShop(plan, server, folder);
    await groupHistories(shop, note);
    return { startSeconds: server.startSeconds, shares: await sharesOf(shop.session) };
  } finally {
    await server.stop();
  }
}

async function groupHistories(shop: LandedShop, note: Note): Promise<void> {
  const { configuration, snapshot, observation, duckdb } = shop;
  const readiness = { state: 'FINAL', notes: [] } as const;
  const facts = await runFacts(duckdb, configuration, {
    snapshot,
    observation,
    readiness,
    erasureListVersion: NOBODY_ERASED.version,
  });
  const trino = await athenaOnTrino(shop.session, shop.tables);
  const twins = twinWarehouse({ shop: 'workers', duckdb, trino }, note);
  const schemes = ['channel', 'country'];
  const loader = historyLoader(twins, {
    scope: scopeParameters(configuration, schemes, facts),
    asOf: observation.asOf,
    segments: schemes,
    firstCohort: 0,
    unit: 'week',
    binning: 'week',
    minorUnits: facts.minorUnits,
  });
  await loader.scopedHistories(observation.asOf);
  await twins.close();
}

/** The statement that reads every order. */
const READS_ORDERS = '%create table%scoped!_%!_orders!_in!_scope%';

async function sharesOf(session: TrinoSession): Promise<NodeShare[]> {
  const { rows } = await runOnTrino(
    session,
    `select tasks.node_id, count(*), sum(tasks.processed_input_rows)
    from system.runtime.tasks inner join system.runtime.queries on tasks.query_id = queries.query_id
    where queries.query like '${READS_ORDERS}' escape '!' and queries.query not like '%tasks.node_id%'
    group by 1 order by 1`,
  );
  return rows.map(([node, tasks, inputRows]) => ({
    node: String(node),
    tasks: Number(tasks),
    inputRows: Number(inputRows),
  }));
}
