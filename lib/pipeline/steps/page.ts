import { createEntry, type Place, readEntry } from '#lib/runs/entry.ts';
import type { RunStore } from '#lib/runs/run-store.ts';

/** One object that a step of a run leaves for the steps after it. */
export interface Page<T> {
  /** The first to write wins; a repeated step finds its own. */
  write(value: T): Promise<T>;
  /** Throws `MissingPageError` where nothing was written. */
  read(): Promise<T>;
}

/** A step was started before the one that it goes on from. */
export class MissingPageError extends Error {
  override readonly name = 'MissingPageError';
  constructor(key: string) {
    super(`nothing is under "${key}": resume the run from its beginning`);
  }
}

export function pageOf<T extends object>(books: RunStore, place: Place<T>): Page<T> {
  const read = async (): Promise<T> => {
    const found = await readEntry(books.store, place);
    if (found === null) throw new MissingPageError(place.key);
    return found.value;
  };
  return {
    read,
    async write(value) {
      const created = await createEntry(books, place, value);
      return created === 'exists' ? read() : created.value;
    },
  };
}
