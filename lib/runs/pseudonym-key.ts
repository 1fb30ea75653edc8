import type { RunStore } from './run-store.ts';

const KEY = 'control/pseudonym-key';
const BYTES = 32;

/** The key that was drawn, or null where nobody has been erased yet. */
export const knownPseudonymKey = async ({
  store,
}: Pick<RunStore, 'store'>): Promise<Uint8Array | null> => (await store.get(KEY))?.body ?? null;

/** Gives a ledger without a key the one of another; whether both have the same key then. */
export async function sharePseudonymKey(
  from: Pick<RunStore, 'store'>,
  to: Pick<RunStore, 'store'>,
): Promise<boolean> {
  const key = await knownPseudonymKey(from);
  if (key === null) return true;
  await to.store.createIfAbsent(KEY, key);
  const held = await knownPseudonymKey(to);
  return held !== null && Buffer.compare(held, key) === 0;
}

/** The key under which customer ids are kept in the erasure list: drawn once for a deployment, and kept in its ledger. */
export async function pseudonymKey(
  books: RunStore,
  randomBytes: (size: number) => Uint8Array,
): Promise<Uint8Array> {
  const known = await knownPseudonymKey(books);
  if (known !== null) return known;
  const drawn = randomBytes(BYTES);
  if ((await books.store.createIfAbsent(KEY, drawn)) !== 'exists') return drawn;
  return (await knownPseudonymKey(books)) ?? drawn;
}
