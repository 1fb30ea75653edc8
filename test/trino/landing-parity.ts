import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { installTrino, TrinoMissing } from './install-trino.ts';
import type { LandingTrino } from './trino-client.ts';
import { startTrino } from './trino-server.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const SUITES = [
  'landing-typing',
  'landing-catalogue',
  'landing-corruptions',
  'landing-shops',
  'landing-existing',
];

interface Chosen {
  readonly suites: readonly string[];
  /** Of so many tests of a suite one is made, the first always. */
  readonly every: number;
}

/** Lands the chosen corpora on this Trino and compares with DuckDB; false where a test failed or a suite did not run. */
async function compareLandings(trino: LandingTrino, { suites, every }: Chosen): Promise<boolean> {
  const vitest = await startVitest('test', [], {
    watch: false,
    include: suites.map((name) => `test/trino/${name}.ts`),
    setupFiles: ['test/trino/landing-sample.ts'],
    provide: { trino: { session: trino.session, data: trino.data }, every },
    fileParallelism: false,
    testTimeout: 600_000,
  });
  await vitest.close();
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  const broken = suites.length - modules.filter((module) => module.ok()).length;
  const failed = Math.max(count('failed'), broken);
  say(`Landings on Trino: ${count('passed')} passed, ${failed} failed`);
  return failed === 0 && count('passed') >= suites.length;
}

const { values, positionals } = parseArgs({
  options: {
    required: { type: 'boolean', default: false },
    every: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
try {
  const server = await startTrino({ install: installTrino() });
  say(`Trino started in ${server.startSeconds.toFixed(1)} s`);
  const suites = positionals.length === 0 ? SUITES : positionals;
  const chosen = { suites, every: Math.max(1, Number(values.every)) };
  const same = await compareLandings(server, chosen).finally(server.stop);
  if (!same) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof TrinoMissing)) throw error;
  say(`Landings on Trino: skipped. ${error.message}`);
  if (values.required) process.exitCode = 1;
}
