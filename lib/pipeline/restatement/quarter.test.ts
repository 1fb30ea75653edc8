import { expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import { closedQuarter, nextBundle } from './quarter.ts';

it.each([
  ['4-4-5', '2026-12-28', '2026-Q3', '2026-W26', '2026-W39', false],
  ['4-4-5', '2027-01-04', '2026-Q4', '2026-W39', '2026-W53', true],
  ['4-4-5', '2027-01-11', '2026-Q4', '2026-W39', '2026-W53', false],
  ['month', '2026-10-05', '2026-Q3', '2026-W27', '2026-W40', true],
  ['month', '2026-10-12', '2026-Q3', '2026-W27', '2026-W40', false],
] as const)('of %s at %s is %s', (...row) => {
  const [fiscal, asOf, label, first, last, isNew] = row;
  const quarter = closedQuarter(asOf, fiscal);
  expect(quarter).toMatchObject({ label, isNew });
  expect([quarter.firstWeek, quarter.lastWeek].map(weekLabel)).toEqual([first, last]);
});

it.each([
  ['between bundles', '2026-11-23', 'FINAL', undefined, '2026-Q4', '2027-01-05'],
  ['on the day of the report', '2026-11-23', 'FINAL', 'thursday', '2026-Q4', '2027-01-07'],
  ['with a bundle', '2027-01-04', 'FINAL', undefined, '2027-Q1', '2027-04-06'],
  [
    'in the week of a bundle that is not yet FINAL',
    '2027-01-04',
    'PROVISIONAL',
    undefined,
    '2026-Q4',
    null,
  ],
] as const)('names the next %s', (...row) => {
  const [, asOf, state, weekday, quarter, date] = row;
  const observation = {
    asOf,
    asOfUtc: `${asOf} 00:00:00`,
    week: 0,
    priorWeek: -1,
    yearAgoWeek: -52,
    month: 0,
    priorMonth: -1,
    yearAgoMonth: -12,
    closeDate: asOf,
    ripeBefore: asOf,
  };
  expect(nextBundle({ observation, state }, 'month', weekday)).toEqual({ quarter, date });
});
