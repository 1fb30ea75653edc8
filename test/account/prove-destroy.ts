import assert from 'node:assert/strict';
import { stackState } from './cloud-formation.ts';
import { cdkDestroy, LAKE, REPORTING } from './deployment.ts';
import { textsUnder } from './ledger.ts';
import type { Proofs } from './proofs.ts';
import type { World } from './world.ts';

/** Code goes at a word, data only after its protection was taken away, and its buckets stay even then. */
export async function proveDestroy(world: World, { show }: Proofs): Promise<void> {
  const { calls, endpoint } = world.account;
  const kept = await textsUnder(world, 'runs/');
  await show('npx cdk destroy takes the reporting stack and is refused the lake', async () => {
    await assert.rejects(cdkDestroy(endpoint, world.shop), /[Tt]ermination ?[Pp]rotection/);
    assert.equal(await isThere(world, REPORTING), false);
    assert.equal(await isThere(world, LAKE), true);
  });
  await show('without its protection the lake stack goes, and the ledger stays', async () => {
    await calls.query('cloudformation', {
      Action: 'UpdateTerminationProtection',
      StackName: LAKE,
      EnableTerminationProtection: 'false',
    });
    await cdkDestroy(endpoint, world.shop);
    assert.equal(await isThere(world, LAKE), false);
    assert.ok(kept.size > 0);
    assert.deepEqual(await textsUnder(world, 'runs/'), kept);
  });
}

async function isThere({ account }: World, stack: string): Promise<boolean> {
  const state = await stackState(account.calls, stack);
  return state !== null && state !== 'DELETE_COMPLETE';
}
