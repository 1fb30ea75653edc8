import assert from 'node:assert/strict';
import { executions, inputOf, settled } from './executions.ts';
import { invoke } from './lambda-calls.ts';
import type { Proofs } from './proofs.ts';
import { DUE } from './prove-schedule.ts';
import type { World } from './world.ts';

/** However often and however late a trigger repeats, one run and one mail a recipient are all there is. */
export async function proveRepeats(world: World, { show }: Proofs): Promise<void> {
  const { inbox } = world;
  const start = () => invoke(world, 'start-run', DUE);
  const one = async () => {
    await settled(world);
    assert.equal((await executions(world)).length, 1);
    assert.equal(inbox.messages.length, 2);
  };
  await show('100 triggers at once for one period: one run, one mail a recipient', async () => {
    await Promise.all(Array.from({ length: 100 }, start));
    await one();
  });
  await show('100 triggers one after another: still one', async () => {
    for (let i = 0; i < 100; i += 1) await start();
    await one();
  });
  await show('the run again, by its last steps: no second mail', async () => {
    const [execution] = await executions(world);
    const input = await inputOf(world, execution?.executionArn ?? '');
    await invoke(world, 'send', input);
    await invoke(world, 'finish-run', input);
    assert.equal(inbox.messages.length, 2);
  });
}
