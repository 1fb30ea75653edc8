import fc from 'fast-check';
import { expect, it } from 'vitest';
import { words } from '../format.ts';
import { textTable } from './text-table.ts';

it('aligns numbers to the right under their headers', () => {
  const lines = textTable({
    kind: 'table',
    caption: 'Two rows',
    columns: ['Name', 'n', 'share'],
    rows: [
      { label: 'One', cells: [words('10'), words('5%')], emphasis: 'normal' },
      { label: 'Total', cells: [words('1,000'), words('100%')], emphasis: 'total' },
    ],
    rowsInMail: 5,
  });
  expect(lines).toEqual([
    'Two rows',
    'Name              n  share',
    'One              10     5%',
    'Total         1,000   100%',
  ]);
});

it('stays within 80 columns and prints every cell, however wide the table', () => {
  const cell = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 30 }),
      fc.stringMatching(/^[a-z][a-z ]{0,60}$/),
      (cells, label) => {
        const lines = textTable({
          kind: 'table',
          caption: '',
          columns: ['', ...cells.map(() => 'x')],
          rows: [{ label, cells: cells.map(words), emphasis: 'normal' }],
          rowsInMail: 1,
        });
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
        const printed = lines.join(' ').split(/\s+/);
        for (const text of cells) expect(printed).toContain(text);
      },
    ),
  );
});

it('keeps the totals and counts the rows it leaves to the workbook', () => {
  const row = (label: string, emphasis: 'normal' | 'total') => ({
    label,
    cells: [words('1')],
    emphasis,
  });
  const lines = textTable({
    kind: 'table',
    caption: '',
    columns: ['Name', 'n'],
    rows: [row('a', 'normal'), row('b', 'normal'), row('c', 'normal'), row('Total', 'total')],
    rowsInMail: 1,
  });
  expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(['Name', 'a', 'Total', '2']);
});
