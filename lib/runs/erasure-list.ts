import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { createEntry, type Place, readEntry } from './entry.ts';
import { identityHash } from './identity-hash.ts';
import type { RunStore } from './run-store.ts';

/** What stands for a customer id where the id itself may not be kept. */
export interface Pseudonym {
  readonly pseudonym: string;
  readonly keyVersion: string;
}

/** HMAC-SHA-256 of the id in NFC without outer space. The key belongs to those who take ids in, and never to SQL. */
export const pseudonymWith =
  (key: Uint8Array, keyVersion: string) =>
  (customerId: string): Pseudonym => ({
    pseudonym: createHmac('sha256', key).update(customerId.normalize('NFC').trim()).digest('hex'),
    keyVersion,
  });

const request = z.object({
  pseudonym: z.string(),
  keyVersion: z.string(),
  requestedAt: z.string(),
  /** Until when the data must be gone: within a month. */
  due: z.string(),
});
export type ErasureRequest = z.output<typeof request>;

const FOLDER = 'erasure/';
const DUE_DAYS = 28;

const placeOf = (receipt: string): Place<ErasureRequest> => ({
  key: `${FOLDER}${receipt}`,
  schema: request,
});

/** Appends to the list that every run reads. Nothing is looked up, so the answer cannot depend on who is known. */
export async function requestErasure(
  books: RunStore,
  receipt: string,
  person: Pseudonym,
): Promise<ErasureRequest> {
  const at = books.clock();
  const due = new Date(at.getTime() + DUE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const row = { ...person, requestedAt: at.toISOString(), due };
  await createEntry(books, placeOf(receipt), row);
  return row;
}

/** Everyone to be left out, with the version of the list that is part of a run's identity. */
export interface ErasureList {
  readonly version: string;
  readonly requests: readonly ListedErasure[];
}

export interface ListedErasure extends ErasureRequest {
  readonly receipt: string;
}

export async function readErasureList({ store }: Pick<RunStore, 'store'>): Promise<ErasureList> {
  const keys = await store.list(FOLDER);
  const entries = await Promise.all(keys.map((key) => readEntry(store, { key, schema: request })));
  return {
    version: identityHash(keys),
    requests: entries.flatMap((entry, index) =>
      entry === null ? [] : [{ ...entry.value, receipt: (keys[index] ?? '').slice(FOLDER.length) }],
    ),
  };
}

/** Version of the list as it is now. */
export const erasureListVersion = async ({ store }: Pick<RunStore, 'store'>): Promise<string> =>
  identityHash(await store.list(FOLDER));

/** Adds the requests of another copy of the list that this one lacks, such as one that was restored from a backup. */
export async function copyErasureList(
  from: Pick<RunStore, 'store'>,
  to: Pick<RunStore, 'store'>,
): Promise<void> {
  for (const key of await from.store.list(FOLDER)) {
    const row = await from.store.get(key);
    if (row !== null) await to.store.createIfAbsent(key, row.body);
  }
}
