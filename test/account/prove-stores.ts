import assert from 'node:assert/strict';
import { stackState } from './cloud-formation.ts';
import { runStoreContract } from './contract/store-contract-run.ts';
import { deploy, REPORTING } from './deployment.ts';
import { ledgerOf, textsUnder } from './ledger.ts';
import type { Proofs } from './proofs.ts';
import type { World } from './world.ts';

const RACERS = 100;

/** What stays: the ledger takes one writer of a hundred, and a new deployment leaves it as it is. */
export async function proveStores(world: World, { show }: Proofs): Promise<void> {
  await show('of 100 writers of one key in the ledger one wins', async () => {
    const store = ledgerOf(world);
    const outcomes = await Promise.all(
      Array.from({ length: RACERS }, (_, i) =>
        store.createIfAbsent('control/race', new TextEncoder().encode(String(i))),
      ),
    );
    assert.equal(outcomes.filter((outcome) => outcome !== 'exists').length, 1);
  });
  await show('the bucket of the ledger keeps the contract of every store', async () => {
    const { endpoint, stacks } = world.account;
    const tests = await runStoreContract(endpoint, stacks.output('LedgerBucket'));
    world.say(`        ${tests} tests`);
  });
  await show('npx cdk deploy again changes in place and keeps the ledger', async () => {
    const before = await textsUnder(world, 'runs/');
    const { calls, endpoint } = world.account;
    await deploy(endpoint, world.shop, ['budget=45']);
    assert.equal(await stackState(calls, REPORTING), 'UPDATE_COMPLETE');
    assert.deepEqual(await textsUnder(world, 'runs/'), before);
  });
}
