import { s3Store } from '#lib/store/s3-store.ts';
import type { Store } from '#lib/store/store.ts';
import { ownerS3 } from './deployment.ts';
import type { World } from './world.ts';

/** The ledger as the account's owner sees it. */
export const ledgerOf = ({ account }: World): Store =>
  s3Store({ client: ownerS3(account.endpoint), bucket: account.stacks.output('LedgerBucket') });

/** Rows of the mail ledger as they stand. */
export const mailRows = (world: World): Promise<Record<string, unknown>[]> =>
  objectsUnder(world, 'mail/');

export async function objectsUnder(
  world: World,
  prefix: string,
): Promise<Record<string, unknown>[]> {
  const store = ledgerOf(world);
  const objects: Record<string, unknown>[] = [];
  for (const key of await store.list(prefix)) {
    const stored = await store.get(key);
    if (stored !== null) objects.push(JSON.parse(new TextDecoder().decode(stored.body)));
  }
  return objects;
}
