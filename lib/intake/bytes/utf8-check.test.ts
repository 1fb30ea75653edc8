import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Utf8Check } from './utf8-check.ts';

function check(bytes: Uint8Array, chunkBytes: number): number | null {
  const utf8 = new Utf8Check();
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const invalid = utf8.push(Buffer.from(bytes.subarray(at, at + chunkBytes)));
    if (invalid !== null) return invalid;
  }
  return utf8.finish();
}

const isValid = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

it('agrees with the platform on any bytes, however they are cut', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }).map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 5 }), (some, chunkBytes) => {
      expect(check(some, chunkBytes) === null).toBe(isValid(some));
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['a Latin-1 byte', [0x61, 0x62, 0xfc, 0x63], 2],
  ['an overlong slash', [0x61, 0xc0, 0xaf], 1],
  ['a cut character', [0x61, 0xe2, 0x82], 1],
])('says where %s begins', (_, bytes, offset) => {
  expect(check(Uint8Array.from(bytes), 100)).toBe(offset);
});
