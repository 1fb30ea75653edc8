import { join } from 'node:path';
import { startVitest } from 'vitest/node';

const ROOT = join(import.meta.dirname, '../../..');
const MOST_MS = 60_000;

/** Runs the contract of all stores against a bucket of an account; how many tests passed. Throws when one did not. */
export async function runStoreContract(endpoint: string, bucket: string): Promise<number> {
  const vitest = await startVitest('test', [], {
    config: false,
    root: ROOT,
    include: ['test/account/contract/*.spec.ts'],
    env: { ACCOUNT_ENDPOINT: endpoint, ACCOUNT_BUCKET: bucket },
    reporters: ['dot'],
    testTimeout: MOST_MS,
    watch: false,
  });
  const tests = vitest.state.getTestModules().flatMap((file) => [...file.children.allTests()]);
  await vitest.close();
  const failed = tests.filter((test) => test.result().state !== 'passed');
  if (tests.length === 0 || failed.length > 0)
    throw new Error(`of ${tests.length} tests did not pass: ${failed.map((t) => t.fullName)}`);
  return tests.length;
}
