/** A delivered object at one version: reading it again gives the same bytes. */
export interface PinnedBytes {
  /** All bytes in order. Throws `IntakeError` FILE_CHANGED when the version is gone. */
  all(): AsyncIterable<Uint8Array>;
  /** Some bytes: from one offset up to another, which it leaves out. */
  range(start: number, end: number): Promise<Buffer>;
  /** Text of the supplier's manifest beside it; null where there is none. */
  manifest(): Promise<string | null>;
}

/** Where the staged copy of a file goes. */
export interface StagedFolder {
  /** Writes one object, whole or not at all, however long. */
  write(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}
