import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows, ResultError } from './athena-csv.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(text: string, size = 7): Promise<(readonly (string | null)[])[]> {
  const rows = [];
  for await (const row of csvRows(inPieces(new TextEncoder().encode(text), size))) rows.push(row);
  return rows;
}

it.each([
  ['', []],
  ['"a","b"\n', [['a', 'b']]],
  ['"a"\n\n""\n', [['a'], [null], ['']]],
  [
    '"a",,""\n,"b",\n',
    [
      ['a', null, ''],
      [null, 'b', null],
    ],
  ],
  ['"say ""x""","1,5","two\nlines"\n', [['say "x"', '1,5', 'two\nlines']]],
  ['"""",""""""\n', [['"', '""']]],
  ['"cr\r\nlf"\n"ü🛒"', [['cr\r\nlf'], ['ü🛒']]],
])('reads %j', async (text, rows) => {
  for (const size of [1, 2, 3, 1000]) expect(await rowsOf(text, size)).toEqual(rows);
});

it.each(['"a', '"a","b', '"a" ,"b"\n', 'a"b\n'])(
  'refuses what is cut off or not CSV: %j',
  async (text) => {
    await expect(rowsOf(text)).rejects.toThrow(ResultError);
  },
);

it('reads back whatever was written, in pieces of any size', async () => {
  const unit = fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', 'é', '🛒', '\\', "'");
  const value = fc.option(fc.string({ unit, maxLength: 8 }));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width })));
  const written = (text: string | null) => (text === null ? '' : `"${text.split('"').join('""')}"`);
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
      const text = rows.map((row) => `${row.map(written).join(',')}\n`).join('');
      expect(await rowsOf(text, size)).toEqual(rows);
    }),
  );
});
