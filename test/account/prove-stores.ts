import assert from 'node:assert/strict';
import { deploy } from './deployment.ts';
import { ledgerOf, objectsUnder } from './ledger.ts';
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
  await show('npx cdk deploy again changes in place and keeps the ledger', async () => {
    const before = await objectsUnder(world, 'runs/');
    await deploy(world.account.endpoint, world.shop, ['budget=45']);
    assert.deepEqual(await objectsUnder(world, 'runs/'), before);
  });
}
