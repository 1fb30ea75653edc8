import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { installTrino, TrinoMissing } from './install-trino.ts';
import type { LandingTrino } from './trino-client.ts';
import { startTrino } from './trino-server.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const SUITES = ['landing-typing', 'landing-catalogue', 'landing-corruptions', 'landing-shops'];

/** Lands every corpus on this Trino and compares with DuckDB; false where a test failed or none ran. */
export async function compareLandings(
  trino: LandingTrino,
  suites: readonly string[] = SUITES,
): Promise<boolean> {
  const vitest = await startVitest('test', [], {
    watch: false,
    include: suites.map((name) => `test/trino/${name}.ts`),
    provide: { trino: { session: trino.session, data: trino.data } },
    fileParallelism: false,
    testTimeout: 600_000,
  });
  await vitest.close();
  const files = vitest.state.getFiles();
  return files.length === suites.length && vitest.state.getCountOfFailedTests() === 0;
}

const { values, positionals } = parseArgs({
  options: { required: { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  const server = await startTrino({ install: installTrino() });
  say(`Trino started in ${server.startSeconds.toFixed(1)} s`);
  const suites = positionals.length === 0 ? SUITES : positionals;
  const same = await compareLandings(server, suites).finally(server.stop);
  if (!same) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof TrinoMissing)) throw error;
  say(`Landings on Trino: skipped. ${error.message}`);
  if (values.required) process.exitCode = 1;
}
