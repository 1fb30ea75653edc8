import { expect, it } from 'vitest';
import { days, percent, rowCount, rowsInTens } from './wording.ts';

it('writes shares with at most two places, and never a small one as 0', () => {
  expect([0, 0.00004, 0.0084, 0.01, 0.979464, 1].map(percent)).toEqual([
    '0 %',
    'under 0.01 %',
    '0.84 %',
    '1 %',
    '97.95 %',
    '100 %',
  ]);
});

it('writes days and rows in words', () => {
  expect([days(1), days(1.54), days(365), rowCount(1), rowCount(0)]).toEqual([
    '1 day',
    '1.5 days',
    '365 days',
    '1 row',
    '0 rows',
  ]);
});

it('tells rows about persons in tens', () => {
  expect([0, 1, 9, 10, 11].map(rowsInTens)).toEqual([
    '0 rows',
    'Up to 10 rows',
    'Up to 10 rows',
    'Up to 10 rows',
    'Up to 20 rows',
  ]);
});
