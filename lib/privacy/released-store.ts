import type { Store } from '#lib/store/store.ts';
import { openReleased, type Released, seal } from './released.ts';

/**
 * Released bytes between two processes. What it gives back is sealed again, so it must stand on a store where only
 * the gate and the renderer may write: in the account a bucket of its own, by their roles.
 */
export interface ReleasedStore {
  /** Keeps bytes under a key once; throws `ReleasedStoreError` if other bytes are there already. */
  keep(key: string, content: Released<Uint8Array>): Promise<void>;
  /** Throws `ReleasedStoreError` if nothing is there. */
  load(key: string): Promise<Released<Uint8Array>>;
  /** Keeps each file of a released list under the prefix. */
  keepFiles(prefix: string, files: Released<readonly ReleasedFile[]>): Promise<void>;
}

/** A file of a run; the path is relative to the run's folder. */
export interface ReleasedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

export class ReleasedStoreError extends Error {
  override readonly name = 'ReleasedStoreError';
}

export const releasedStore = (store: Store): ReleasedStore => ({
  keep: (key, content) => keepOnce(store, key, openReleased(content)),
  async load(key) {
    const stored = await store.get(key);
    if (stored === null)
      throw new ReleasedStoreError(`nothing was released at ${key}: run the step before it again`);
    return seal(stored.body);
  },
  async keepFiles(prefix, files) {
    for (const { path, content } of openReleased(files))
      await keepOnce(store, `${prefix}/${path}`, Buffer.from(content));
  },
});

async function keepOnce(store: Store, key: string, bytes: Uint8Array): Promise<void> {
  if ((await store.createIfAbsent(key, bytes)) !== 'exists') return;
  const before = await store.get(key);
  if (before !== null && Buffer.compare(before.body, bytes) === 0) return;
  throw new ReleasedStoreError(`other bytes were released at ${key}: the run is not repeatable`);
}
