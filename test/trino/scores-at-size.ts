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
    engine: { type: 'string', default: 'duckdb' },
    required: { type: 'boolean', default: false },
  },
});

/** Compares the scores of a lake of this size with the formulas; false where one differs. */
async function proof(lake: ScoredLake, directory: string): Promise<boolean> {
  const compared = await compareScores(lake, await randomCustomers(directory, DRAWN));
  for (const failure of compared.failures.slice(0, 20)) say(`DIFFERS: ${failure}`);
  const { customers, model, largest, passed, failures } = compared;
  say(
    `${customers} customers scored by ${model} on ${values.engine} in ${lake.seconds.toFixed(1)} s`,
  );
  say(`largest relative difference ${largest.toExponential(1)}`);
  say(`Scores at size: ${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}

async function onTrino(shop: LoadedConfiguration, folder: string): Promise<boolean> {
  const install = installTrino();
  const server = await startTrino({ install, heapGiB: HEAP_GIB, longQueries: true });
  try {
    return await proof(await scoredOnTrino(shop, folder, server), shop.directory);
  } finally {
    await server.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'scores-'));
try {
  const customers = Number(values.customers);
  const shop = await sizedShop(resolve('out/scores-at-size', String(customers)), customers);
  const holds =
    values.engine === 'trino'
      ? await onTrino(shop, folder)
      : await proof(await scoredOnDuckdb(shop, folder), shop.directory);
  if (!holds) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof TrinoMissing)) throw error;
  say(`Scores at size: skipped. ${error.message}`);
  if (values.required) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
