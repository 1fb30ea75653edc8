import { expect, it } from 'vitest';
import { writeParts } from './staged-parts.ts';

const MIB = 2 ** 20;

async function* pieces(count: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(MIB);
  for (let n = 0; n < count; n += 1) yield piece;
}

it('ends an object before it is longer than 256 MiB', async () => {
  const sizes = new Map<string, number>();
  const folder = {
    async write(name: string, bytes: AsyncIterable<Uint8Array>) {
      let size = 0;
      for await (const piece of bytes) size += piece.length;
      sizes.set(name, size / MIB);
    },
    discard: async () => undefined,
  };
  expect(await writeParts(folder, pieces(600), (part) => `part-${part}`)).toBe(3);
  expect([...sizes]).toEqual([
    ['part-0', 255],
    ['part-1', 255],
    ['part-2', 90],
  ]);
  expect(await writeParts(folder, pieces(0), String)).toBe(0);
});
