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
