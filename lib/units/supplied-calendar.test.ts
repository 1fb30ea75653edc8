import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  closeLabel,
  fiscalWeekLabel,
  monthLabel,
  monthOf,
  monthStart,
  quarterStart,
  weekOf,
  yearAgoWeek,
} from './calendar.ts';
import { fiscalSheet } from './fiscal-sheet.fixture.ts';
import { type FiscalDay, isOfPattern, suppliedCalendar } from './supplied-calendar.ts';

const sheetOf = (years: number, long: readonly number[] = []): FiscalDay[] =>
  fiscalSheet({ start: '2026-02-02', firstYear: 2026, years, long });

it('puts every day into the month and week that its row says', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
      (years, long) => {
        const days = sheetOf(years, long);
        const calendar = suppliedCalendar(days);
        for (const { date, year, period, week } of days) {
          expect(monthOf(date, calendar)).toBe(year * 12 + period - 1);
          expect(monthLabel(monthOf(date, calendar), calendar)).toBe(
            `${year}-P${String(period).padStart(2, '0')}`,
          );
          expect(fiscalWeekLabel(weekOf(date), calendar)).toBe(
            `${year}-W${String(week).padStart(2, '0')}`,
          );
          const start = monthStart(monthOf(date, calendar), calendar);
          expect(days.find((day) => day.year === year && day.period === period)?.date).toBe(start);
        }
      },
    ),
    { numRuns: 10 },
  );
});

it('counts quarters of its own years', () => {
  const calendar = suppliedCalendar(sheetOf(1));
  expect(quarterStart('2026-05-05', calendar)).toBe('2026-05-04');
  expect(closeLabel('2026-05-04', calendar)).toBe('2026-Q1');
});

describe('a year ago', () => {
  const days = sheetOf(3, [0]);
  const calendar = suppliedCalendar(days);
  const first = (year: number, week: number) =>
    weekOf(days.find((day) => day.year === year && day.week === week)?.date ?? '');

  it('is the same fiscal week, shifted by one after a year of 53', () => {
    for (const week of [1, 17, 52]) {
      expect(yearAgoWeek(first(2027, week), calendar)).toBe(first(2026, week + 1));
      expect(yearAgoWeek(first(2028, week), calendar)).toBe(first(2027, week));
    }
  });

  it('is 52 weeks before where the table has no year before', () => {
    expect(yearAgoWeek(first(2026, 9), calendar)).toBe(first(2026, 9) - 52);
    expect(fiscalWeekLabel(first(2026, 9) - 52, calendar)).toBeNull();
  });
});

it('goes on in months of four weeks outside of the table, so that what comes later is later', () => {
  const calendar = suppliedCalendar(sheetOf(1));
  const end = '2027-02-01';
  expect(monthStart(2027 * 12, calendar)).toBe(end);
  expect(monthStart(2027 * 12 + 2, calendar)).toBe(addDays(end, 56));
  expect(monthOf(addDays(end, 55), calendar)).toBe(2027 * 12 + 1);
  expect(monthOf('2026-02-01', calendar)).toBe(2026 * 12 - 1);
  expect(monthStart(2026 * 12 - 1, calendar)).toBe('2026-01-05');
});

it('knows a table that says what a pattern says, weeks that cross the new year among them', () => {
  const days = Array.from({ length: 731 }, (_, at): FiscalDay => {
    const date = addDays('2023-01-01', at);
    const thursday = addDays('2023-01-02', 7 * Math.floor((at - 1) / 7) + 3);
    const opens = thursday < '2024' ? '2023-01-02' : '2024-01-01';
    const week =
      thursday < '2023'
        ? 52
        : 1 + Math.round((Date.parse(thursday) - Date.parse(opens)) / 864e5 - 3) / 7;
    return {
      date,
      year: Number(date.slice(0, 4)),
      period: Number(date.slice(5, 7)),
      week: thursday > '2025' ? 1 : week,
    };
  });
  const calendar = suppliedCalendar(days);
  expect(isOfPattern(calendar, 'iso')).toBe(true);
  expect(isOfPattern(calendar, '4-4-5')).toBe(false);
  expect(isOfPattern(suppliedCalendar(sheetOf(1)), '4-4-5')).toBe(false);
});
