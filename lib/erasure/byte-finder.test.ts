import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteFinder } from './byte-finder.ts';
import { amountNeedles, idNeedles, type Needle, pseudonymNeedle, textNeedle } from './needle.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function count(needles: readonly Needle[], ...pieces: readonly (Uint8Array | string)[]): number {
  const finder = byteFinder(needles);
  for (const piece of pieces) finder.feed(piece);
  return [...finder.end().values()].reduce((sum, times) => sum + times, 0);
}

it.each([
  ['C-4711', 'x,C-4711,y', 1],
  ['C-4711', 'C-4711', 1],
  ['C-4711', 'AC-4711 C-47112 C-4711', 1],
  ['C-4711', 'nothing of that kind', 0],
  ['Ångström-7', 'id=Ångström-7;', 1],
  ['ann@example.com', '<ann@example.com>', 1],
  ['17850', '17850 rows', 0],
  ['17850', '{"customer_id":"17850"}', 1],
  ['(7)-Z9x', 'a (7)-Z9x b', 1],
])('finds %j in %j %i times', (id, text, times) => {
  expect(count(idNeedles(id), bytes(text))).toBe(times);
});

it('finds the hash of an id without a key, whole or cut to sixteen places (computed with another program)', () => {
  const hash = '0600c220d02322068b4020aaff0c243d785dce3496c74e068931570b223a54c2';
  expect(count(idNeedles('C-17'), bytes(`"${hash}" ${hash.slice(0, 16)}`))).toBe(2);
});

it.each([
  ['48213.37', 'a 48213.37 b', 1],
  ['48213.37', '"total":4821337}', 1],
  ['48213.3700', '48213.37', 1],
  ['48213.37', '148213.37 48213.375 48213.37.1', 0],
  ['12.50', '12.50 1250', 0],
  ['1048.57', '1048.57 104857', 1],
])('finds the amount %s in %j %i times', (amount, text, times) => {
  expect(count(amountNeedles(amount), bytes(text))).toBe(times);
});

it('finds the same, wherever the bytes are cut', () => {
  const needles = [
    ...idNeedles('C-4711'),
    textNeedle('ann@example.com'),
    pseudonymNeedle('f00d1234'),
  ];
  const text = `C-4711 xC-4711 ${'z'.repeat(40)} ann@example.com;f00d1234,C-4711`;
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...[...cuts].sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, n) => bytes(text.slice(at[n], end)));
      expect(count(needles, ...pieces)).toBe(4);
    }),
  );
});

it('finds what a plain search finds, in random text', () => {
  const letters = fc.stringMatching(/^[ab1.,-]{0,60}$/);
  fc.assert(
    fc.property(letters, fc.stringMatching(/^a[ab1-]{3,5}$/), (text, id) => {
      const escaped = id.replaceAll('-', '\\-');
      const plain = new RegExp(`(?<![0-9A-Za-z])(?=${escaped}(?![0-9A-Za-z]))`, 'g');
      const expected = [...text.matchAll(plain)].length;
      expect(count(idNeedles(id).slice(0, 1), bytes(text))).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});
