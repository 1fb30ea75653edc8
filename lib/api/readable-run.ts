import { IDENTITY } from '#lib/runs/identity-hash.ts';
import { mayRead } from '#lib/runs/run-readers.ts';
import { readTrigger, type Trigger } from '#lib/runs/trigger.ts';
import { Problem } from './problem.ts';
import type { Asked } from './request-context.ts';

/** The run of an address. Throws a 404 `Problem` where there is none, or where it is not the caller's: it looks alike. */
export async function readableRun({ books, caller, may }: Asked, id: string): Promise<Trigger> {
  if (!IDENTITY.test(id)) throw new Problem('not-found');
  const [trigger, own] = await Promise.all([readTrigger(books, id), mayRead(books, id, caller)]);
  if (trigger === null || !(own || may('touch-any-run'))) throw new Problem('not-found');
  return trigger;
}
