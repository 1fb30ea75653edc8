import { expect, it } from 'vitest';
import { holdoutWindows } from './holdout-cuts.ts';

const AS_OF = '2026-11-16';
const reach = (historyDays: number, customers = 5_000) => ({
  from: '',
  historyDays,
  daysSinceLastOrder: 0,
  customers,
});
const cutsOf = (historyDays: number) =>
  holdoutWindows(AS_OF, reach(historyDays)).map(({ cut, until }) => [cut, until]);

it.each([
  ['none where less than twelve weeks would be left', 174, []],
  ['one quarter', 175, [['2026-08-17', AS_OF]]],
  [
    'quarters that follow each other',
    545,
    [
      ['2026-02-16', '2026-05-18'],
      ['2026-05-18', '2026-08-17'],
      ['2026-08-17', AS_OF],
    ],
  ],
  [
    'half-years, from one and a half years on',
    546,
    [
      ['2025-11-17', '2026-05-18'],
      ['2026-05-18', AS_OF],
    ],
  ],
  [
    'at most three half-years',
    4_000,
    [
      ['2025-05-19', '2025-11-17'],
      ['2025-11-17', '2026-05-18'],
      ['2026-05-18', AS_OF],
    ],
  ],
])('are %s', (_, historyDays, windows) => {
  expect(cutsOf(historyDays)).toEqual(windows);
});

it.each([
  [0, 1],
  [49_999, 1],
  [50_000, 2],
  [1_000_000, 40],
])('of %i customers look at one in %i', (customers, stride) => {
  expect(holdoutWindows(AS_OF, reach(400, customers))[0]?.stride).toBe(stride);
});
