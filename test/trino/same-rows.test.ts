import { expect, it } from 'vitest';
import { differenceOf, isSame } from './same-rows.ts';

it.each([
  ['a decimal of another scale', '12.50', '12.5000'],
  ['a 64-bit integer', '9007199254740993', '9007199254740993'],
  ['a small integer', 7, '7'],
  ['a timestamp of another precision', '2026-11-16 00:00:00', '2026-11-16 00:00:00.000'],
  ['doubles that differ in the last digit', 0.1 + 0.2, 0.3],
  ['nothing', null, null],
])('takes %s as the same', (_, expected, found) => {
  expect(isSame(expected, found)).toBe(true);
});

it.each([
  ['the last digit of a decimal', '12.50', '12.51'],
  ['the last digit of a 64-bit integer', '9007199254740993', '9007199254740992'],
  ['one in two billion', 2_000_000_000, 2_000_000_001],
  ['doubles beyond a millionth of a millionth', 1, 1 + 2e-12],
  ['a double for a decimal', '12.5', 12.5],
  ['an empty text for nothing', null, ''],
  ['nothing for zero', 0, null],
  ['leading zeros of an id', '007', '7'],
  ['zeros at the end of an id', '1.50 kg', '1.5 kg'],
  ['a time for a day', '2026-11-16', '2026-11-16 00:00:00.000'],
  ['lists of another length', ['a'], ['a', 'b']],
])('sees %s', (_, expected, found) => {
  expect(isSame(expected, found)).toBe(false);
});

it('names the first row and column that differ', () => {
  const rows = [
    { week: 1, total: '10' },
    { week: 2, total: '20' },
  ];
  expect(differenceOf(rows, rows.toReversed(), true)).toBe('row 0, week: 1 on DuckDB, 2 on Trino');
  expect(differenceOf(rows, rows.toReversed(), false)).toBeNull();
  expect(differenceOf(rows, rows.slice(1), false)).toBe('2 rows on DuckDB, 1 on Trino');
  expect(differenceOf([{ a: 1 }], [{ b: 1 }], true)).toBe(
    'row 0, a: 1 on DuckDB, undefined on Trino',
  );
});
