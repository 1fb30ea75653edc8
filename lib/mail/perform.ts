import { type Store, StoreKeyError, type Written } from '#lib/store/store.ts';
import { isOff } from './kill-switch.ts';
import { SWITCH_KEY } from './mail-keys.ts';
import { encodeRow, parseRow } from './mail-row.ts';
import type { Submission } from './submission.ts';
import type { Answer, Call, StoredRow, Work } from './work.ts';

/** What the protocol runs against. */
export interface Performer {
  readonly store: Store;
  /** Hands the message of a row to the carrier, once. Absent where nothing is sent. */
  readonly submit?: (key: string) => Promise<Submission>;
}

/** Runs a piece of the protocol to its end. Throws what the work throws, and what the store throws on a read. */
export async function perform<Result>(work: Work<Result>, performer: Performer): Promise<Result> {
  let step = work.next();
  while (!step.done) step = work.next(await answer(step.value, performer));
  return step.value;
}

async function answer(call: Call, { store, submit }: Performer): Promise<Answer> {
  switch (call.op) {
    case 'read':
      return { op: 'read', found: await stored(store, call.key) };
    case 'create':
      return write(store.createIfAbsent(call.key, encodeRow(call.row)));
    case 'replace':
      return write(store.replaceIfMatch(call.read.key, encodeRow(call.row), call.read.etag));
    case 'look':
      return { op: 'look', found: (await store.get(call.key)) !== null };
    case 'switch':
      return { op: 'look', found: isOff(await store.get(SWITCH_KEY)) };
    case 'submit':
      if (submit === undefined) throw new NoCarrierError();
      return { op: 'submit', submission: await submit(call.key) };
  }
}

async function stored(store: Store, key: string): Promise<StoredRow | null> {
  const found = await store.get(key);
  return found && { key, row: parseRow(key, found.body), etag: found.etag };
}

/** A write that throws may still have taken effect, whatever it says. */
async function write(writing: Promise<Written | 'exists' | 'conflict'>): Promise<Answer> {
  try {
    const written = await writing;
    return { op: 'write', result: typeof written === 'string' ? 'refused' : 'written' };
  } catch (cause) {
    if (cause instanceof StoreKeyError) throw cause;
    return { op: 'write', result: 'unclear', cause };
  }
}

/** Work that sends was given nothing to send with. */
export class NoCarrierError extends Error {
  override readonly name = 'NoCarrierError';
  constructor() {
    super('a mail was to be submitted without a carrier');
  }
}
