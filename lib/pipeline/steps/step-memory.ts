import { createHash } from 'node:crypto';
import type { Store } from '#lib/store/store.ts';
import { ArtefactError } from '../artefacts/artefact.ts';
import type { StepMemory } from './stored-run.ts';

/** Where a run keeps the results of its steps: contents under their hash, and one pointer a step. */
export interface StepPlaces {
  readonly work: Store;
  /** Prefix of the pointers, such as `runs/KEY/steps`. */
  readonly pointers: { readonly store: Store; readonly prefix: string };
}

/** A step gave other bytes for the same run: something in it depends on time, order or chance. */
export class DeterminismError extends Error {
  override readonly name = 'DeterminismError';
  constructor(artefact: string) {
    super(`${artefact} differs from what the same run made before: compare the code versions`);
  }
}

/** Contents first, pointer second: a crash between leaves an orphan, never a pointer to nothing. */
export const stepMemory = ({ work, pointers: { store, prefix } }: StepPlaces): StepMemory => ({
  async load(artefact) {
    const pointer = await store.get(`${prefix}/${artefact.name}`);
    if (pointer === null) throw new ArtefactError(artefact.name, 'its pointer');
    const hash = new TextDecoder().decode(pointer.body);
    const stored = await work.get(keyOf(artefact, hash));
    if (stored === null || hashOf(stored.body) !== hash)
      throw new ArtefactError(artefact.name, 'its content');
    return artefact.decode(stored.body);
  },
  async keep(artefact, value) {
    const bytes = artefact.encode(value);
    const hash = hashOf(bytes);
    await work.createIfAbsent(keyOf(artefact, hash), bytes);
    const key = `${prefix}/${artefact.name}`;
    if ((await store.createIfAbsent(key, new TextEncoder().encode(hash))) !== 'exists') return;
    const before = await store.get(key);
    if (before === null || new TextDecoder().decode(before.body) !== hash)
      throw new DeterminismError(artefact.name);
  },
});

const keyOf = ({ name }: { readonly name: string }, hash: string): string => `work/${name}/${hash}`;

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
