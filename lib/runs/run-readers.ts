import { identityHash } from './identity-hash.ts';
import type { RunStore } from './run-store.ts';

/** What is kept of who asked; the name of a role may be a person's. */
export const principalRef = (principal: string): string => identityHash({ principal });

const keyOf = (run: string, reader: string): string => `runs/${run}/readers/${reader}`;

/** Who has asked for a run may look at it. */
export async function grantReader({ store }: RunStore, run: string, reader: string): Promise<void> {
  await store.createIfAbsent(keyOf(run, reader), new TextEncoder().encode('{}'));
}

export const mayRead = async ({ store }: RunStore, run: string, reader: string): Promise<boolean> =>
  (await store.get(keyOf(run, reader))) !== null;
