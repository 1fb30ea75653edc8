import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { say, writeBenchShop } from '../benchmarks/bench-shop.ts';
import { athenaOnTrino } from './athena-on-trino.ts';
import { installTrino } from './install-trino.ts';
import { landShop } from './landed-shop.ts';
import { queriesOfReports } from './run-queries.ts';
import { startTrino } from './trino-server.ts';
import { type Compared, twinWarehouse } from './twin-warehouse.ts';

/** Trino has no room to spill: half of the heap is for queries. */
const HEAP_GIB = 4;

const cells = (values: readonly number[]) => values.map((s) => s.toFixed(2).padStart(10)).join('');

/** Order files of one size, written once. */
async function shopOf(customers: number): Promise<string> {
  const directory = resolve('out/bench-engines', String(customers));
  if (existsSync(join(directory, 'tenure.yaml'))) return directory;
  await writeBenchShop(directory, customers);
  return directory;
}

const { values } = parseArgs({ options: { customers: { type: 'string', default: '1000000' } } });
const directory = await shopOf(Number(values.customers));
const { configuration } = await loadConfiguration(join(directory, 'tenure.yaml'));
const server = await startTrino({ install: installTrino(), heapGiB: HEAP_GIB, longQueries: true });
const seen: Compared[] = [];
let orders = 0;
say(`${'query'.padEnd(34)}    rows    DuckDB     Trino  seconds`);
try {
  const store = join(directory, 'store');
  rmSync(store, { recursive: true, force: true });
  const shop = await landShop({ shop: 'bench', configuration, directory }, server, store);
  orders = shop.snapshot.tables.orders?.accepted ?? 0;
  const trino = await athenaOnTrino(shop.session, shop.tables);
  const twins = twinWarehouse({ shop: 'bench', duckdb: shop.duckdb, trino }, (compared) => {
    seen.push(compared);
    const { query, rows, duckdbSeconds, trinoSeconds, difference } = compared;
    const told = cells([duckdbSeconds, trinoSeconds]);
    say(`${query.padEnd(34)}${String(rows).padStart(8)}${told}  ${difference ?? 'same rows'}`);
  });
  await queriesOfReports(shop, twins);
  await twins.close();
} finally {
  await server.stop();
}
const total = (of: (compared: Compared) => number) => seen.reduce((sum, c) => sum + of(c), 0);
const seconds = [total((c) => c.duckdbSeconds), total((c) => c.trinoSeconds)];
say(`${`all, ${orders} orders`.padEnd(42)}${cells(seconds)}`);
say(`${'orders a second'.padEnd(42)}${cells(seconds.map((s) => orders / s))}`);
if (seen.some(({ difference }) => difference !== null)) process.exitCode = 1;
