import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRows } from '../plain/plain-rows.ts';
import { CsvScanner, MAX_KEPT, MAX_ROW_BYTES } from './csv-scanner.ts';
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

describe('the scanner with plain rows', () => {
  const fields = [0, 1, 2].map(() => ({ form: { form: '[a-z]{1,3}' }, mayBeEmpty: true }));
  const plain = /^([a-z]{0,3}|"[a-z]{1,3}")$/;
  const text = fc.oneof(fc.stringMatching(/^[a-z]{0,3}$/), field);

  it('finds the same, and which rows are not plain', () => {
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
    const lineEnd = fc.constantFrom('\n' as const, '\r\n' as const);
    fc.assert(
      fc.property(rows, lineEnd, fc.integer({ min: 1, max: 40 }), (lines, end, chunkBytes) => {
        const file = ['a,b,c', ...lines.map((row) => row.join(','))]
          .map((row) => row + end)
          .join('');
        const scanner = new CsvScanner(','.charCodeAt(0));
        scanner.push(Buffer.from(`a,b,c${end}`));
        scanner.passOver(plainRows(fields, { delimiter: ','.charCodeAt(0), lineEnd: end }));
        scanner.push(Buffer.from(file).subarray(5 + end.length));
        scanner.finish();
        const { rows, misshapen, lineEnd, defects, lineJumps } = scan(file, chunkBytes);
        expect(scanner).toMatchObject({ rows, misshapen, lineEnd, defects, lineJumps });
        const unplain = lines
          .filter((row) => row.join('') !== '' || row.length > 1)
          .flatMap((row, at) =>
            row.length === 3 && row.every((one) => plain.test(one)) ? [] : [[at, row.join(',')]],
          );
        const bytes = Buffer.from(file);
        expect(
          scanner.unplain?.map(({ row, start, end }) => [row, bytes.toString('utf8', start, end)]),
        ).toEqual(unplain);
      }),
    );
  });

  it('keeps no list of a file in which nothing is plain', () => {
    const scanner = new CsvScanner(','.charCodeAt(0));
    scanner.push(Buffer.from('a,b,c\n'));
    scanner.passOver(plainRows(fields, { delimiter: ','.charCodeAt(0), lineEnd: '\n' }));
    scanner.push(Buffer.from('1,2,3\n'.repeat(MAX_KEPT)));
    scanner.finish();
    expect([scanner.rows, scanner.unplain]).toEqual([MAX_KEPT, null]);
  });
});
