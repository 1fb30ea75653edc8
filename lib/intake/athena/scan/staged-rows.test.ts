import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CsvCheck } from './csv-check.ts';
import { stagedRows } from './memory-delivery.fixture.ts';

/** A line of a file, and what is staged of it behind its number: nothing of a blank one. */
interface Line {
  readonly text: string;
  readonly staged: readonly string[] | null;
  /** Lines of the file that it takes. */
  readonly lines: number;
}

interface Field {
  readonly text: string;
  readonly staged: string;
  readonly breaks: number;
}

const quoted = (value: string): Field => ({
  text: `"${value.replaceAll('"', '""')}"`,
  staged: value.replaceAll('\n', '\u0002').replaceAll('\r', '\u0003'),
  breaks: value.split('\n').length - 1,
});
const plain = (text: string): Field => ({ text, staged: text, breaks: 0 });

const field = fc.oneof(
  fc.stringMatching(/^[a-zé0-9 .;\\]{0,5}$/).map(plain),
  fc.stringMatching(/^[a-z,é\n\r"]{0,6}$/).map(quoted),
);

const KEPT = [true, false, true];

const good = fc.tuple(field, field, field).map(
  (fields): Line => ({
    text: fields.map(({ text }) => text).join(','),
    staged: ['', ...fields.filter((_, n) => KEPT[n]).map(({ staged }) => staged)],
    lines: 1 + fields.reduce((sum, { breaks }) => sum + breaks, 0),
  }),
);
const misshapen = (text: string, reason: string): Line => ({
  text,
  staged: [reason, '', ''],
  lines: 1,
});
const line = fc.oneof(
  { weight: 5, arbitrary: good },
  fc.constantFrom(
    misshapen('short', 'SHORT_ROW'),
    misshapen('a,b', 'SHORT_ROW'),
    misshapen('a,b,c,d', 'LONG_ROW'),
    misshapen('a"b,c,d', 'STRAY_QUOTE'),
    misshapen('"a"b,c,d', 'STRAY_QUOTE'),
    { text: '', staged: null, lines: 1 },
  ),
);

const file = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  lines: fc.array(line, { maxLength: 8 }),
  ended: fc.boolean(),
  chunkBytes: fc.integer({ min: 1, max: 11 }),
});

function stage(text: string, kept: readonly boolean[], chunkBytes: number): string {
  const check = new CsvCheck({ name: 'orders.csv', delimiter: ',', keep: () => kept });
  const pieces: Buffer[] = [];
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    pieces.push(...check.push(bytes.subarray(at, at + chunkBytes)));
  }
  pieces.push(...check.finish());
  return Buffer.concat(pieces).toString();
}

it('writes each row on a line with its number, however the file is cut into chunks', () => {
  const property = fc.property(file, ({ lineEnd, lines, ended, chunkBytes }) => {
    const all = ['a,b,c', ...lines.map(({ text }) => text)].join(lineEnd);
    const isWhole = ended && lines.at(-1)?.text !== '';
    let number = 2;
    const expected: string[][] = [];
    for (const { staged, lines: taken } of lines) {
      if (staged !== null) expected.push([String(number), ...staged]);
      number += taken;
    }
    const text = stage(isWhole ? all + lineEnd : all, KEPT, chunkBytes);
    expect(stagedRows(text)).toEqual(expected);
  });
  fc.assert(property, { numRuns: 2000 });
});

it('takes a last row of one character, and a row number of any length', () => {
  const rows = Array.from({ length: 99_999 }, () => 'x');
  const staged = stagedRows(stage(`a\n${rows.join('\n')}\ny`, [true], 4096));
  expect(staged.map(([number]) => Number(number))).toEqual(
    rows.map((_, n) => n + 2).concat(100_001),
  );
  expect(staged.at(-1)).toEqual(['100001', '', 'y']);
});

it('gives whole rows only, in pieces that fit in memory', () => {
  const check = new CsvCheck({ name: 'orders.csv', delimiter: ',', keep: () => [true, true] });
  check.push(Buffer.from('a,b\n'));
  const row = Buffer.from(`${'x'.repeat(60_000)},y\n`);
  const pieces = Array.from({ length: 100 }, () => check.push(row)).flat();
  expect(pieces.length).toBeGreaterThan(4);
  for (const piece of pieces) {
    expect(piece.at(-1)).toBe(0x0a);
    expect(piece.length).toBeLessThan(1.2 * 2 ** 20);
  }
});
