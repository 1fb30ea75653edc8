import type { Hash } from 'node:crypto';

/** What was read of a delivery so far, as delivered. */
export interface Noted {
  readonly hash: Hash;
  bytes: number;
}

/** A stream's bytes, hashed and counted on the way. */
export async function* notedBytes(
  raw: AsyncIterable<Uint8Array>,
  noted: Noted,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of raw) {
    noted.hash.update(chunk);
    noted.bytes += chunk.length;
    yield chunk;
  }
}
