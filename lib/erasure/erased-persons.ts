import {
  type ErasureList,
  type Pseudonym,
  pseudonymWith,
  readErasureList,
} from '#lib/runs/erasure-list.ts';
import { identityHash } from '#lib/runs/identity-hash.ts';
import { knownPseudonymKey, pseudonymKey } from '#lib/runs/pseudonym-key.ts';
import type { RunStore } from '#lib/runs/run-store.ts';

/** Whom no run may see. */
export interface ErasedPersons {
  /** Version of the list; part of a run's identity. */
  readonly version: string;
  readonly isEmpty: boolean;
  includes(customerId: string): boolean;
}

export const NOBODY_ERASED: ErasedPersons = {
  version: identityHash([]),
  isEmpty: true,
  includes: () => false,
};

/** Nobody can say whom a pseudonym of the list means. */
export class PseudonymKeyError extends Error {
  override readonly name = 'PseudonymKeyError';
  constructor(keyVersion: string) {
    super(
      `the erasure list is of key version ${JSON.stringify(keyVersion)}, which is not there: restore control/pseudonym-key before anything is read`,
    );
  }
}

/** The one version of the key so far. */
export const KEY_VERSION = '1';

/** The list in a ledger, held against ids. Throws `PseudonymKeyError`. */
export async function readErasedPersons(books: Pick<RunStore, 'store'>): Promise<ErasedPersons> {
  const list = await readErasureList(books);
  if (list.requests.length === 0) return NOBODY_ERASED;
  const key = await knownPseudonymKey(books);
  const stranger = list.requests.find(({ keyVersion }) => keyVersion !== KEY_VERSION);
  if (key === null || stranger !== undefined)
    throw new PseudonymKeyError(stranger?.keyVersion ?? KEY_VERSION);
  return erasedPersons(list, pseudonymWith(key, KEY_VERSION));
}

/** Gives pseudonyms of this deployment; the first call of all draws its key. */
export const pseudonymsOf = async (
  books: RunStore,
  randomBytes: (size: number) => Uint8Array,
): Promise<(customerId: string) => Pseudonym> =>
  pseudonymWith(await pseudonymKey(books, randomBytes), KEY_VERSION);

/** A list, held against ids by their pseudonyms. */
export function erasedPersons(
  { version, requests }: ErasureList,
  pseudonymOf: (customerId: string) => Pseudonym,
): ErasedPersons {
  const pseudonyms = new Set(requests.map(({ pseudonym }) => pseudonym));
  return {
    version,
    isEmpty: pseudonyms.size === 0,
    includes: (customerId) => pseudonyms.has(pseudonymOf(customerId).pseudonym),
  };
}
