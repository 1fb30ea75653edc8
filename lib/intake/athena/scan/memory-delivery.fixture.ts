import type { PinnedBytes, StagedFolder } from './scan-ports.ts';

/** A delivery in memory, read in chunks of a size. */
export const memoryDelivery = (
  bytes: Buffer,
  { manifest = null, chunkBytes = 1 << 16 }: { manifest?: string | null; chunkBytes?: number } = {},
): PinnedBytes => ({
  async *all() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  },
  range: async (start, end) => bytes.subarray(start, end),
  manifest: async () => manifest,
});

/** A folder in memory, and what stands in it. */
export function memoryFolder(): StagedFolder & { readonly objects: Map<string, string> } {
  const objects = new Map<string, string>();
  return {
    objects,
    async write(name, bytes) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
      objects.set(name, Buffer.concat(chunks).toString('utf8'));
    },
    async discard() {
      objects.clear();
    },
  };
}

/** Staged rows as lists: line, defect, fields. */
export const stagedRows = (text: string): string[][] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((row) => row.split('\u0001'));
