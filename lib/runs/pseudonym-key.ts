import type { RunStore } from './run-store.ts';

const KEY = 'control/pseudonym-key';
const BYTES = 32;

/** The key under which customer ids are kept in the erasure list: drawn once for a deployment, and kept in its ledger. */
export async function pseudonymKey(
  { store }: RunStore,
  randomBytes: (size: number) => Uint8Array,
): Promise<Uint8Array> {
  const known = await store.get(KEY);
  if (known !== null) return known.body;
  const drawn = randomBytes(BYTES);
  if ((await store.createIfAbsent(KEY, drawn)) !== 'exists') return drawn;
  return (await store.get(KEY))?.body ?? drawn;
}
