import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { spellingsOf } from './attackers/spellings.ts';
import { delimitedRows } from './leaving/delimited.ts';
import { Bounder } from './reader/bounds.ts';
import { determined } from './reader/determined.ts';
import type { ReaderTable } from './reader/reader-table.ts';

const table = (
  known: Readonly<Record<string, number>>,
  equations: readonly (readonly [string, readonly string[]])[],
): ReaderTable => ({
  known: new Map(Object.entries(known)),
  equations: equations.map(([total, parts]) => ({ total, parts })),
  cells: new Map(),
});

/** Two by two with margins 10, 20 and 12, 18: the corner lies between 0 and 10, and each of the others follows from it. */
const corner = table({ r1: 10, r2: 20, c1: 12, c2: 18 }, [
  ['r1', ['a', 'b']],
  ['r2', ['c', 'd']],
  ['c1', ['a', 'c']],
  ['c2', ['b', 'd']],
]);

it('bounds the cells of a table by its margins', () => {
  const bounder = new Bounder(corner, () => false);
  expect(bounder.bounds('a')).toEqual({ low: 0, high: 10 });
  expect(bounder.bounds('c').low).toBeCloseTo(2, 9);
  expect(bounder.bounds('c').high).toBeCloseTo(12, 9);
});

it('bounds them more closely for somebody who is in one', () => {
  const bounder = new Bounder(corner, () => false);
  const { low, high } = bounder.bounds('b', (key) => (key === 'a' ? 4 : 0));
  expect([low, high].map(Math.round)).toEqual([0, 6]);
});

it('lets what may be negative bound nothing', () => {
  const signed = new Bounder(table({ all: 10 }, [['all', ['a', 'net']]]), (key) => key === 'net');
  expect(signed.bounds('a')).toEqual({ low: 0, high: Number.POSITIVE_INFINITY });
  expect(signed.bounds('net')).toEqual({ low: Number.NEGATIVE_INFINITY, high: 10 });
});

it('fixes what elimination fixes, and nothing else', () => {
  // a + b = 10, b + c = 7, a + c = 5: a = 4, b = 6, c = 1; d + e = 9 stays open.
  const equations = [
    { total: 'x', parts: ['a', 'b'] },
    { total: 'y', parts: ['b', 'c'] },
    { total: 'z', parts: ['a', 'c'] },
    { total: 'w', parts: ['d', 'e'] },
  ];
  const fixed = determined(equations, new Map(Object.entries({ x: 10, y: 7, z: 5, w: 9 })));
  expect(Object.fromEntries(fixed)).toEqual({ a: 4, b: 6, c: 1 });
});

it('reads commas, quotes and line ends of a CSV', () => {
  expect(delimitedRows('a,b\n"x, ""y""",\r\n1,2')).toEqual([
    ['a', 'b'],
    ['x, "y"', ''],
    ['1', '2'],
  ]);
});

const NAME = 'Zoë Brontë';

it.each([
  [
    'in base64 at any place',
    (at: number) => Buffer.from(`${'x'.repeat(at)}${NAME}, Dublin`).toString('base64'),
  ],
  ['in hex', (at: number) => Buffer.from(`${'x'.repeat(at)}${NAME}`).toString('hex')],
  ['decomposed', () => NAME.normalize('NFD')],
  ['as entities', () => 'Zoë Brontë'.replace(/./gu, (sign) => `&#${sign.codePointAt(0)};`)],
  ['in a link', () => `https://example.com/?q=${encodeURIComponent(NAME)}`],
])('knows a name %s', (_, write) => {
  const spellings = [...spellingsOf(NAME).values()];
  for (const at of [0, 1, 2]) {
    const bytes = Buffer.from(write(at));
    expect(spellings.some((spelt) => bytes.includes(spelt))).toBe(true);
  }
  expect(spellings.some((spelt) => gzipSync(NAME).includes(spelt))).toBe(false);
});
