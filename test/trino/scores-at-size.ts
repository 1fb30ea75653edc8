import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoadedConfiguration } from '#lib/config/load-configuration.ts';
import { compareScores } from './compare-scores.ts';
import { installTrino, TrinoMissing } from './install-trino.ts';
import { type ScoredLake, scoredOnDuckdb, scoredOnTrino } from './scored-lake.ts';
import { randomCustomers, sizedShop } from './sized-shop.ts';
import { startTrino } from './trino-server.ts';

const DRAWN = 1_000;
const HEAP_GIB = 4;

const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    'trino-customers': { type: 'string', default: '0' },
    required: { type: 'boolean', default: false },
  },
});

const sums = { passed: 0, failed: 0 };

/** Compares the scores of a lake with the formulas. */
async function proof(engine: string, lake: ScoredLake, directory: string): Promise<void> {
  const compared = await compareScores(lake, await randomCustomers(directory, DRAWN));
  for (const failure of compared.failures.slice(0, 20)) say(`DIFFERS: ${failure}`);
  const { customers, model, largest, passed, failures } = compared;
  say(`${customers} customers scored by ${model} on ${engine} in ${lake.seconds.toFixed(1)} s`);
  say(`largest relative difference ${largest.toExponential(1)}`);
  sums.passed += passed;
  sums.failed += failures.length;
}

async function onDuckdb(shop: LoadedConfiguration, folder: string): Promise<void> {
  await proof('DuckDB', await scoredOnDuckdb(shop, folder), shop.directory);
}

async function onTrino(shop: LoadedConfiguration, folder: string): Promise<void> {
  const install = installTrino();
  const server = await startTrino({ install, heapGiB: HEAP_GIB, longQueries: true });
  try {
    await proof('Trino', await scoredOnTrino(shop, folder, server), shop.directory);
  } finally {
    await server.stop();
  }
}

/** Scores a shop of so many customers, which is written once; none for 0. */
async function atSize(customers: number, score: typeof onDuckdb): Promise<void> {
  if (customers === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'scores-'));
  try {
    const directory = resolve('out/scores-at-size', String(customers));
    await score(await sizedShop(directory, customers), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await atSize(Number(values.customers), onDuckdb);
  await atSize(Number(values['trino-customers']), onTrino);
} catch (error) {
  if (!(error instanceof TrinoMissing)) throw error;
  say(`Scores on Trino: skipped. ${error.message}`);
  if (values.required) sums.failed += 1;
}
say(`Scores at size: ${sums.passed} passed, ${sums.failed} failed`);
if (sums.failed > 0) process.exitCode = 1;
