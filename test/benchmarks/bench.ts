import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { calendarDays } from '#lib/units/calendar.ts';
import { AS_OF, say, writeBenchShop } from './bench-shop.ts';
import { type MeasuredChild, type MeasuredStep, measureChild } from './measured-child.ts';

/** The whole line may take so many times a `group by customer` of the same files. */
const HIGHEST_RATIO = 15;
const HIGHEST_MIB = 1.5 * 1024;
const FIRST_DAY = '2023-01-01';
/** The shop's own configuration with rates; written last, it marks a complete shop. */
const CONFIGURATION = 'bench.yaml';

const TYPESCRIPT = ['--import', './lib/cli/typescript-loader.mjs'];

/** Writes the order files once for each size. */
async function shopOf(customers: number): Promise<string> {
  const directory = resolve('out/bench', String(customers));
  if (existsSync(join(directory, CONFIGURATION))) return directory;
  await writeBenchShop(directory, customers);
  await addRates(directory);
  return directory;
}

/** Customers in Britain pay in pounds: without rates their orders would hold the report. */
async function addRates(directory: string): Promise<void> {
  const rows = calendarDays(FIRST_DAY, AS_OF, 'month').map(({ date }) => `${date},GBP,EUR,1.15`);
  const table = ['rate_date,base,quote,rate', ...rows, ''].join('\n');
  await writeFile(join(directory, 'data/fx_rates.csv'), table);
  const text = await readFile(join(directory, 'tenure.yaml'), 'utf8');
  const source = 'sources:\n  fx_rates: { files: data/fx_rates.csv }\n';
  await writeFile(join(directory, CONFIGURATION), text.replace('sources:\n', source));
}

async function runOf(directory: string): Promise<MeasuredChild> {
  const store = join(directory, 'store');
  await rm(store, { recursive: true, force: true });
  const config = join(directory, CONFIGURATION);
  const flags = ['--config', config, '--out', join(directory, 'report'), '--store', store];
  return measureChild(['lib/cli/tenure.mjs', 'run', '--as-of', AS_OF, ...flags]);
}

async function bareOf(directory: string): Promise<MeasuredChild> {
  const threads = String(Math.min(availableParallelism(), 4));
  const files = join(directory, 'data/orders-*.csv');
  return measureChild([...TYPESCRIPT, 'test/benchmarks/bare-queries.ts', files, threads]);
}

function sayStep({ name, seconds, peakMiB }: MeasuredStep): void {
  const memory = peakMiB === null ? 'unknown' : peakMiB.toFixed(0);
  say(`${name.padEnd(16)}${seconds.toFixed(2).padStart(10)}${memory.padStart(10)}`);
}

const { values } = parseArgs({ options: { customers: { type: 'string', default: '1000000' } } });
const directory = await shopOf(Number(values.customers));
const line = await runOf(directory);
const bare = await bareOf(directory);
const groupBy = bare.steps.find(({ name }) => name === 'group-by')?.seconds ?? Number.NaN;
const ratio = line.seconds / groupBy;

say(`${'step'.padEnd(16)}${'seconds'.padStart(10)}${'peak MiB'.padStart(10)}`);
for (const step of line.steps) sayStep(step);
sayStep({ name: 'the whole line', seconds: line.seconds, peakMiB: line.peakMiB });
for (const { name, seconds, peakMiB } of bare.steps)
  sayStep({ name: `bare ${name}`, seconds, peakMiB });
say(`the line takes ${ratio.toFixed(1)} times the bare group by (limit ${HIGHEST_RATIO})`);
if (!(ratio <= HIGHEST_RATIO)) process.exitCode = 1;
if (line.peakMiB === null) say('this system does not tell the memory of a process');
else if (line.peakMiB > HIGHEST_MIB) {
  say(`memory rose to ${line.peakMiB.toFixed(0)} MiB (limit ${HIGHEST_MIB})`);
  process.exitCode = 1;
}
say('');
spawnSync(process.execPath, [...TYPESCRIPT, 'infra/bundle/print-bundles.ts'], { stdio: 'inherit' });
