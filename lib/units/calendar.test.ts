import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addDays,
  calendarDays,
  closeLabel,
  type FiscalPattern,
  floorToMonday,
  monthLabel,
  monthOf,
  monthStart,
  quarterStart,
  weekLabel,
  weekOf,
  weekStart,
  weeksInIsoYear,
  yearAgoWeek,
} from './calendar.ts';

const day = fc
  .integer({ min: -20_000, max: 40_000 })
  .map((offset) => addDays('2000-01-01', offset));
const pattern = fc.constantFrom<FiscalPattern>('iso', 'month', '4-4-5', '4-5-4', '5-4-4');

it('numbers ISO weeks as the standard does', () => {
  expect(weekLabel(weekOf('2026-11-22'))).toBe('2026-W47');
  expect(weekLabel(weekOf('2026-12-31'))).toBe('2026-W53');
  expect(weekLabel(weekOf('2027-01-03'))).toBe('2026-W53');
  expect(weekLabel(weekOf('2024-12-30'))).toBe('2025-W01');
});

it('knows the 53-week years (metrics.md vector iso-weeks: 2026 has 53)', () => {
  expect([2015, 2020, 2025, 2026, 2027, 2032].map(weeksInIsoYear)).toEqual([
    53, 53, 52, 53, 52, 53,
  ]);
});

it('compares week 53 with the last week of the year before', () => {
  expect(weekLabel(yearAgoWeek(weekOf('2026-12-31')))).toBe('2025-W52');
  expect(weekLabel(yearAgoWeek(weekOf('2026-11-22')))).toBe('2025-W47');
});

it('shifts the year before by a week where it had 53, so that its first week is dropped', () => {
  const yearAgo = (date: string) => weekLabel(yearAgoWeek(weekOf(date)));
  expect(yearAgo('2027-01-04')).toBe('2026-W02');
  expect(yearAgo('2027-11-22')).toBe('2026-W48');
  expect(yearAgo('2027-12-27')).toBe('2026-W53');
  expect(yearAgo('2028-01-03')).toBe('2027-W01');
  expect(yearAgo('2021-06-07')).toBe('2020-W24');
});

/** Mondays counted by hand on a wall calendar: 2026 begins on Monday 29 December 2025 and has 53 weeks. */
const MONTHS_OF_2026: readonly (readonly [FiscalPattern, string])[] = [
  [
    '4-4-5',
    '2025-12-29 2026-01-26 2026-02-23 2026-03-30 2026-04-27 2026-05-25 2026-06-29 2026-07-27 2026-08-24 2026-09-28 2026-10-26 2026-11-23 2027-01-04',
  ],
  [
    '4-5-4',
    '2025-12-29 2026-01-26 2026-03-02 2026-03-30 2026-04-27 2026-06-01 2026-06-29 2026-07-27 2026-08-31 2026-09-28 2026-10-26 2026-11-30 2027-01-04',
  ],
  [
    '5-4-4',
    '2025-12-29 2026-02-02 2026-03-02 2026-03-30 2026-05-04 2026-06-01 2026-06-29 2026-08-03 2026-08-31 2026-09-28 2026-11-02 2026-11-30 2027-01-04',
  ],
];

it.each(MONTHS_OF_2026)(
  'cuts 2026 into the months of %s, week 53 in the last',
  (fiscal, starts) => {
    const months = Array.from({ length: 13 }, (_, month) => monthStart(2026 * 12 + month, fiscal));
    expect(months.join(' ')).toBe(starts);
    expect(monthLabel(monthOf('2026-12-31', fiscal), fiscal)).toBe('2026-P12');
  },
);

it('floors to Monday', () => {
  expect(floorToMonday('2026-11-22')).toBe('2026-11-16');
  expect(floorToMonday('2026-11-23')).toBe('2026-11-23');
});

it('cuts a 4-4-5 year by hand-counted weeks', () => {
  expect(monthStart(2026 * 12, '4-4-5')).toBe('2025-12-29');
  expect(monthStart(2026 * 12 + 1, '4-4-5')).toBe('2026-01-26');
  expect(monthStart(2026 * 12 + 2, '4-4-5')).toBe('2026-02-23');
  expect(monthStart(2026 * 12 + 3, '4-4-5')).toBe('2026-03-30');
  expect(monthLabel(monthOf('2027-01-03', '4-4-5'), '4-4-5')).toBe('2026-P12');
});

it('starts quarters at their first day', () => {
  expect(quarterStart('2026-11-23', 'iso')).toBe('2026-10-01');
  expect(quarterStart('2026-11-23', '4-4-5')).toBe('2026-09-28');
});

it('names a close by its quarter', () => {
  expect(closeLabel('2026-10-01', 'iso')).toBe('2026-Q3');
  expect(closeLabel('2027-01-04', '4-4-5')).toBe('2026-Q4');
  expect(closeLabel('2026-10-02', 'iso')).toBe('2026-10-02');
});

it('puts every day in exactly one week and one month that begin on or before it', () => {
  fc.assert(
    fc.property(day, pattern, (date, fiscal) => {
      const week = weekOf(date);
      expect(weekStart(week) <= date && date < weekStart(week + 1)).toBe(true);
      const month = monthOf(date, fiscal);
      expect(monthStart(month, fiscal) <= date && date < monthStart(month + 1, fiscal)).toBe(true);
    }),
  );
});

it('lists days without gap', () => {
  expect(calendarDays('2026-02-27', '2026-03-02', 'month').map((d) => d.date)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
});
