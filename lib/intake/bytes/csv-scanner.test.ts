import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScanner, MAX_ROW_BYTES } from './csv-scanner.ts';
import { CsvShapeError } from './csv-shape.ts';
import { lineOfRow } from './line-of-row.ts';

function scan(text: string, chunkBytes = 1 << 20): CsvScanner {
  const scanner = new CsvScanner(','.charCodeAt(0));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    scanner.push(bytes.subarray(at, at + chunkBytes));
  }
  scanner.finish();
  return scanner;
}

const failure = (text: string) => {
  try {
    scan(text);
    return null;
  } catch (error) {
    if (!(error instanceof CsvShapeError)) throw error;
    return [error.code, error.line];
  }
};

const field = fc.oneof(
  fc.stringMatching(/^[a-zé0-9 .]{0,5}$/),
  fc.stringMatching(/^[a-z,\n\r"]{0,5}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const file = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  rows: fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 }),
  ended: fc.boolean(),
  chunkBytes: fc.integer({ min: 1, max: 9 }),
});

describe('the scanner', () => {
  it('finds rows, header and line end of any well-formed file, however it is cut into chunks', () => {
    fc.assert(
      fc.property(file, ({ lineEnd, rows, ended, chunkBytes }) => {
        const lines = ['a,b,c', ...rows.map((row) => row.join(','))];
        const scanner = scan(`${lines.join(lineEnd)}${ended ? lineEnd : ''}`, chunkBytes);
        expect(scanner).toMatchObject({ rows: rows.length, headerEnd: 5, lineEnd, misshapen: 0 });
      }),
    );
  });

  it('places a misshapen row by ordinal, line and bytes', () => {
    const text = 'a,b\n1,2\n\n"x\ny",2\n3\n4,5,6\n7,"8"9\n';
    const { defects, lineJumps, rows } = scan(text);
    expect(rows).toBe(5);
    expect(
      defects.map(({ row, line, reason, start, end }) => [
        row,
        line,
        reason,
        text.slice(start, end),
      ]),
    ).toEqual([
      [2, 6, 'SHORT_ROW', '3'],
      [3, 7, 'LONG_ROW', '4,5,6'],
      [4, 8, 'STRAY_QUOTE', '7,"8"9'],
    ]);
    expect([0, 1, 2, 3, 4].map((row) => lineOfRow(row, lineJumps))).toEqual([2, 4, 6, 7, 8]);
  });

  it.each([
    ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', ['UNTERMINATED_QUOTE', 2]],
    ['a control character', 'a,b\n1,2\n3,\u0001\n', ['CONTROL_CHARACTER', 3]],
    ['line ends of two kinds', 'a,b\n1,2\r\n', ['MIXED_LINE_ENDS', 2]],
    ['a lone return among line feeds', 'a,b\n1\r,2\n', ['MIXED_LINE_ENDS', 2]],
    ['a row that is too long', `a,b\n${'x'.repeat(MAX_ROW_BYTES + 1)}\n`, ['LINE_TOO_LONG', 2]],
    ['a row of the longest length', `a,b\n${'x'.repeat(MAX_ROW_BYTES)}\n`, null],
  ])('judges %s', (_, text, expected) => {
    expect(failure(text)).toEqual(expected);
  });
});
