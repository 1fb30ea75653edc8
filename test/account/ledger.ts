import { s3Store } from '#lib/store/s3-store.ts';
import type { Store } from '#lib/store/store.ts';
import { ownerS3 } from './deployment.ts';
import type { World } from './world.ts';

/** The ledger as the account's owner sees it. */
export const ledgerOf = ({ account }: World): Store =>
  s3Store({ client: ownerS3(account.endpoint), bucket: account.stacks.output('LedgerBucket') });

/** Rows of the mail ledger as they stand. */
export async function mailRows(world: World): Promise<Record<string, unknown>[]> {
  const stored = await textsUnder(world, 'mail/');
  return [...stored.values()].map((text) => JSON.parse(text));
}

/** Contents of the ledger below a prefix, by key. */
export async function textsUnder(world: World, prefix: string): Promise<Map<string, string>> {
  const store = ledgerOf(world);
  const texts = new Map<string, string>();
  for (const key of await store.list(prefix)) {
    const stored = await store.get(key);
    if (stored !== null) texts.set(key, new TextDecoder().decode(stored.body));
  }
  return texts;
}
