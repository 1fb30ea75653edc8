import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '#lib/store/store.ts';
import { createEntry, type Place, readEntry } from './entry.ts';
import { identityHash } from './identity-hash.ts';
import type { RunStore } from './run-store.ts';

/** The same inputs gave other bytes: the step is not repeatable, and nothing of it may be used. */
export class DeterminismError extends Error {
  override readonly name = 'DeterminismError';
  constructor(step: string, inputHash: string) {
    super(
      `step ${step} gave another output for memo/${inputHash}: find what is not an input of it`,
    );
  }
}

/** What a step is a function of. */
export interface StepInputs {
  readonly step: string;
  /** Version of the code that runs it. */
  readonly code: string;
  /** Hashes of all that it reads. */
  readonly inputs: readonly string[];
}

/** Where outputs lie; `work` keeps them for a day, the memo for longer. */
export interface StepStores {
  readonly books: RunStore;
  readonly work: Store;
}

export interface StepOutput {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** Whether it was found and not computed. */
  readonly recalled: boolean;
}

const memo = z.object({ step: z.string(), outputHash: z.string() });

const memoAt = (inputHash: string): Place<z.output<typeof memo>> => ({
  key: `memo/${inputHash}`,
  schema: memo,
});

export const inputHashOf = (inputs: StepInputs): string => identityHash({ ...inputs });

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

const artefactKey = (step: string, sha256: string): string => `work/${step}/${sha256}`;

/** The bytes that a step of these inputs has left, as long as they are kept. */
export async function recallStep(
  { books, work }: StepStores,
  inputs: StepInputs,
): Promise<Uint8Array | null> {
  const known = await readEntry(books.store, memoAt(inputHashOf(inputs)));
  if (known === null) return null;
  return (await work.get(artefactKey(inputs.step, known.value.outputHash)))?.body ?? null;
}

/**
 * Keeps what a step has computed: first the bytes under their hash, then the memo that points at them.
 * @throws DeterminismError where the memo names another output.
 */
export async function commitStep(
  { books, work }: StepStores,
  inputs: StepInputs,
  bytes: Uint8Array,
): Promise<string> {
  const { step } = inputs;
  const sha256 = sha256Of(bytes);
  await work.createIfAbsent(artefactKey(step, sha256), bytes);
  const place = memoAt(inputHashOf(inputs));
  const created = await createEntry(books, place, { step, outputHash: sha256 });
  const stands = created === 'exists' ? await readEntry(books.store, place) : created;
  if (stands?.value.outputHash !== sha256) throw new DeterminismError(step, inputHashOf(inputs));
  return sha256;
}

/** Computes a step unless its output is there; one that has expired is computed again and must be the same. */
export async function runStep(
  stores: StepStores,
  inputs: StepInputs,
  compute: () => Promise<Uint8Array>,
): Promise<StepOutput> {
  const found = await recallStep(stores, inputs);
  if (found !== null) return { bytes: found, sha256: sha256Of(found), recalled: true };
  const bytes = await compute();
  return { bytes, sha256: await commitStep(stores, inputs, bytes), recalled: false };
}
