import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { athenaOnTrino } from './athena-on-trino.ts';
import { queriesOfChecks } from './check-queries.ts';
import { type Coverage, coverageOf } from './covered-files.ts';
import { queryOnWorkers, type WorkersRun } from './distributed.ts';
import { queriesOfImporters } from './importer-queries.ts';
import { installTrino, type TrinoInstall, TrinoMissing } from './install-trino.ts';
import { landShop } from './landed-shop.ts';
import { queriesOfMoney } from './money-queries.ts';
import { shopPlans } from './parity-shops.ts';
import { queriesOfRun, queriesOfVariants } from './run-queries.ts';
import { queriesOfScores } from './score-queries.ts';
import { startTrino, type TrinoServer } from './trino-server.ts';
import { type Compared, type Note, twinWarehouse } from './twin-warehouse.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const sayCompared = (compared: Compared) => {
  const { shop, query, rows, duckdbSeconds, trinoSeconds, difference } = compared;
  const seconds = [duckdbSeconds, trinoSeconds].map((s) => s.toFixed(2).padStart(8)).join('');
  const told = `${shop.padEnd(8)} ${query.padEnd(34)}${String(rows).padStart(8)}${seconds}`;
  say(difference === null ? told : `${told}  DIFFERS: ${difference}`);
};

/** Every query on DuckDB and on this Trino. */
async function compareAll(server: TrinoServer, folder: string, note: Note): Promise<void> {
  for (const { change, ...plan } of await shopPlans(folder, say)) {
    const landed = await landShop(plan, server, folder);
    const trino = await athenaOnTrino(landed.session, landed.tables);
    const twins = twinWarehouse({ shop: plan.shop, duckdb: landed.duckdb, trino }, note);
    await queriesOfRun(landed, twins);
    await queriesOfVariants(landed, twins, change);
    if (plan.shop === 'sample') await queriesOfScores(landed, twins, { server, note });
    await twins.close();
  }
  await queriesOfMoney(server, folder, note);
  await queriesOfChecks(server, folder, note);
  await queriesOfImporters(server, folder, note);
}

/** All comparisons on one node, then one with workers; false where something is not the same or was not compared. */
async function parity(install: TrinoInstall, folder: string): Promise<boolean> {
  const begin = performance.now();
  const seen: Compared[] = [];
  const note: Note = (compared) => {
    seen.push(compared);
    sayCompared(compared);
  };
  const server = await startTrino({ install });
  say(`Trino ${install.version} started in ${server.startSeconds.toFixed(1)} s`);
  say(`${'shop'.padEnd(8)} ${'query'.padEnd(34)}    rows  DuckDB   Trino`);
  await compareAll(server, folder, note).finally(server.stop);
  const isShared = sayShares(await queryOnWorkers(install, folder, note));
  const isWhole = sayCoverage(coverageOf(seen.flatMap(({ sql }) => sql)));
  const differing = seen.filter(({ difference }) => difference !== null).length;
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  const missed = differing + [isShared, isWhole].filter((held) => !held).length;
  say(
    `${seen.length} queries and 2 proofs that all files and all workers took part, in ${seconds} s`,
  );
  say(`Queries on Trino: ${seen.length + 2 - missed} passed, ${missed} failed`);
  return missed === 0;
}

function sayShares({ startSeconds, shares }: WorkersRun): boolean {
  say(`a coordinator and two workers started in ${startSeconds.toFixed(1)} s; orders in scope:`);
  for (const { node, tasks, inputRows } of shares)
    say(`  ${node}: ${inputRows} rows in ${tasks} tasks`);
  const workers = shares.filter(({ node }) => node !== 'coordinator');
  const isShared = workers.length === 2 && workers.every(({ inputRows }) => inputRows > 0);
  if (!isShared) say('NOT DISTRIBUTED: a worker had no rows');
  return isShared;
}

function sayCoverage({ covered, missing, oneEngine }: Coverage): boolean {
  for (const [file, why] of Object.entries(oneEngine))
    say(`not a query of both engines: ${file} (${why})`);
  for (const file of missing) say(`NOT COMPARED: ${file}`);
  say(`${covered.length} files compared, ${missing.length} not`);
  return missing.length === 0;
}

const { values } = parseArgs({ options: { required: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'parity-'));
try {
  if (!(await parity(installTrino(), folder))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof TrinoMissing)) throw error;
  say(`Queries on Trino: skipped. ${error.message}`);
  if (values.required) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
