import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type MeasuredChild, measureChild } from './measured-child.ts';
import { END, writeOrders } from './peers/write-orders.ts';

/** At a million customers we must be so many times as fast as `lifetimes`, in less memory than this. */
const LEAST_RATIO = 10;
const HIGHEST_MIB = 500;
const JUDGED_CUSTOMERS = 1_000_000;

const FOLDER = resolve('out/bench/peers');
const HERE = 'test/benchmarks/peers';
const TYPESCRIPT = ['--import', './lib/cli/typescript-loader.mjs'];
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Python with the packages of a list in a virtual environment of its own, made once; null where it cannot be made. */
function pythonWith(requirements: string): string | null {
  const environment = join(FOLDER, requirements);
  const python = join(environment, 'bin/python');
  const done = join(environment, 'installed');
  if (existsSync(done)) return python;
  try {
    say(`installing ${requirements} into a virtual environment`);
    execFileSync('python3', ['-m', 'venv', '--clear', environment], { stdio: 'pipe' });
    const install = ['-m', 'pip', 'install', '--quiet', '-r', join(HERE, `${requirements}.txt`)];
    execFileSync(python, install, { stdio: 'pipe' });
    writeFileSync(done, '');
    return python;
  } catch (error) {
    say(
      `${requirements}: skipped, ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
    return null;
  }
}

/** One way from the raw file to CLV. */
interface Way {
  readonly name: string;
  readonly run: (file: string) => Promise<MeasuredChild>;
}

function ours(name: string, scope: 'bare' | 'scoped'): Way {
  const script = join(HERE, 'clv-by-tenure.ts');
  return { name, run: (file) => measureChild([...TYPESCRIPT, script, file, END, '2', scope]) };
}

function theirs(name: string, script: string): Way[] {
  const python = pythonWith(name);
  if (python === null) return [];
  return [
    { name, run: (file) => measureChild(['-W', 'ignore', join(HERE, script), file, END], python) },
  ];
}

async function compare(customers: number, ways: readonly Way[]): Promise<void> {
  const file = join(FOLDER, `${customers}.csv`);
  await writeOrders(file, customers);
  const told: Measured[] = [];
  for (const { name, run } of ways) told.push({ name, ...(await run(file)) });
  const first = told[0]?.seconds ?? Number.NaN;
  for (const { name, seconds, peakMiB } of told)
    say(
      `${String(customers).padStart(9)}  ${name.padEnd(24)}${seconds.toFixed(2).padStart(9)} s${(peakMiB?.toFixed(0) ?? 'unknown').padStart(9)} MiB${(seconds / first).toFixed(1).padStart(9)} x`,
    );
  if (customers === JUDGED_CUSTOMERS) judge(told);
}

interface Measured extends MeasuredChild {
  readonly name: string;
}

/** Ours, without what toolkits do not do, against every peer that ran. */
function judge([tenure, , ...peers]: readonly Measured[]): void {
  const fault = (text: string) => {
    say(text);
    process.exitCode = 1;
  };
  if (tenure === undefined || peers.length === 0) {
    fault('no peer ran at a million customers');
    return;
  }
  for (const { name, seconds } of peers)
    if (!(seconds >= LEAST_RATIO * tenure.seconds))
      fault(
        `${(seconds / tenure.seconds).toFixed(1)} times as fast as ${name} (at least ${LEAST_RATIO})`,
      );
  if (tenure.peakMiB === null) say('this system does not tell the memory of a process');
  else if (tenure.peakMiB >= HIGHEST_MIB)
    fault(`memory rose to ${tenure.peakMiB.toFixed(0)} MiB (less than ${HIGHEST_MIB})`);
}

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: `23570,100000,${JUDGED_CUSTOMERS}` },
  },
});
const ways = [
  ours('tenure', 'bare'),
  ours('tenure, scope of a run', 'scoped'),
  ...theirs('lifetimes', 'clv_by_lifetimes.py'),
];
say('customers  from raw orders to CLV: seconds, peak memory, times tenure; tenure with intervals');
for (const customers of values.customers.split(',')) await compare(Number(customers), ways);
