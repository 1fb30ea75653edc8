import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CsvFile } from './csv-file.ts';
import { pseudonym } from './pseudonym.ts';
import { ShopCalendar } from './shop-calendar.ts';

const directory = mkdtempSync(join(tmpdir(), 'csv-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

const written = (columns: readonly string[], fill: (file: CsvFile) => void): string => {
  const path = join(directory, 'file.csv');
  const file = new CsvFile(path, columns);
  fill(file);
  file.close(new Date(0));
  return readFileSync(path, 'utf8');
};

describe('CsvFile', () => {
  it('writes every kind of cell', () => {
    const { stamp } = { stamp: new ShopCalendar('2026-11-23').stamp(0) };
    const columns = ['a', 'b', 'c', 'd', 'e', 'f'];
    const text = written(columns, (file) =>
      file.code('x').quoted('{"k":"v"}').empty().money(7).integer(120).time(stamp, 3661).end(),
    );
    expect(text).toBe('a,b,c,d,e,f\nx,"{""k"":""v""}",,0.07,120,2023-11-01T01:01:01+00:00\n');
  });

  it('writes money as its decimal', () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (minor) => {
        const digits = String(minor).padStart(3, '0');
        const decimal = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(written(['m'], (file) => file.money(minor).end())).toBe(`m\n${decimal}\n`);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('loses no row between two flushes', () => {
    const row = (at: number) => `${at},${'x'.repeat(at % 50)}`;
    const rows = Array.from({ length: 60_000 }, (_, at) => row(at));
    const text = written(['n', 'x'], (file) => {
      for (const [at] of rows.entries())
        file
          .integer(at)
          .code('x'.repeat(at % 50))
          .end();
    });
    expect(text === `n,x\n${rows.join('\n')}\n`).toBe(true);
  });

  it('refuses a row with another number of cells', () => {
    expect(() => written(['a', 'b'], (file) => file.empty().end())).toThrow(
      '1 cells for 2 columns',
    );
  });
});

describe('pseudonym', () => {
  it('is another one for every number and kind', () => {
    const numbers = Array.from({ length: 50_000 }, (_, number) => number);
    const ids = numbers.flatMap((number) => [
      pseudonym({ kind: 'c', number }),
      pseudonym({ kind: 'o', number }),
    ]);
    expect(new Set(ids).size).toBe(100_000);
    const letters = new Set(ids.map((id) => id.slice(2)));
    expect(letters.size).toBe(100_000);
  });

  it('is what a file writes', () => {
    const text = written(['id'], (file) => file.id('c', 12345).end());
    expect(text).toBe(`id\n${pseudonym({ kind: 'c', number: 12345 })}\n`);
  });
});
