import { attemptId } from './run-key.ts';
import type { RunStore } from './run-store.ts';
import type { Trigger } from './trigger.ts';

type Attempt = Pick<Trigger, 'run' | 'attempt'>;

const keyOf = ({ run, attempt }: Attempt): string => `runs/${attemptId(run, attempt)}/cancel`;

/** Whether the newest attempt of a run is cancelled. Read it after the row that you are about to write. */
export const isCancelled = async ({ store }: RunStore, trigger: Attempt): Promise<boolean> =>
  (await store.get(keyOf(trigger))) !== null;

/** The first write of a cancellation, for one attempt: a later one is not bound by it. */
export async function raiseCancelFlag(
  { store, clock }: RunStore,
  attempt: Attempt,
  by: string,
): Promise<void> {
  const flag = JSON.stringify({ by, at: clock().toISOString() });
  await store.createIfAbsent(keyOf(attempt), new TextEncoder().encode(flag));
}
