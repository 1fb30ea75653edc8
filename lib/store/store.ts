/** A stored body and the tag of this very write; no two writes of a key share a tag unless their bodies are equal. */
export interface Stored {
  readonly body: Uint8Array;
  readonly etag: string;
}

/** Tag of a write that took effect. */
export interface Written {
  readonly etag: string;
}

/**
 * The one place where state lives: a folder here, a bucket in the account. There are no transactions; whoever
 * writes several keys orders them so that a crash between two is safe.
 */
export interface Store {
  get(key: string): Promise<Stored | null>;
  /** Of any number of racers exactly one writes; the others get `exists`, whatever their body. */
  createIfAbsent(key: string, body: Uint8Array): Promise<Written | 'exists'>;
  /** Writes only if the key's newest write still has this tag. */
  replaceIfMatch(key: string, body: Uint8Array, etag: string): Promise<Written | 'conflict'>;
  /** Keys that begin with the prefix, in the order of their bytes. */
  list(prefix: string): Promise<string[]>;
  /** For retention and erasure only: the key can be created again. */
  remove(key: string): Promise<void>;
}

/** A key that no store takes. */
export class StoreKeyError extends Error {
  override readonly name = 'StoreKeyError';

  constructor(key: string) {
    super(`store key ${JSON.stringify(key)}: use parts of A-Z a-z 0-9 _ . = -, parted by /`);
  }
}

const KEY = /^(?!\.{1,2}(\/|$))[\w.=-]{1,120}(\/(?!\.{1,2}(\/|$))[\w.=-]{1,120})*$/;

/** Throws `StoreKeyError` unless every store can hold the key. */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw new StoreKeyError(key);
}
