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
import {
  CalendarError,
  type FiscalDay,
  isOfPattern,
  suppliedCalendar,
} from './supplied-calendar.ts';

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

const YEAR = sheetOf(1);
const changed = (at: number, change: Partial<FiscalDay>) =>
  YEAR.map((day, index) => (index === at ? { ...day, ...change } : day));

interface Refused {
  readonly what: string;
  readonly code: string;
  readonly days: readonly FiscalDay[];
  readonly message: RegExp;
}

const REFUSED: readonly Refused[] = [
  { what: 'no day', code: 'CALENDAR_EMPTY', days: [], message: /whole fiscal years/ },
  {
    what: 'a day that is missing',
    code: 'CALENDAR_GAP',
    days: YEAR.toSpliced(40, 1),
    message: /2026-03-13 is followed by 2026-03-15/,
  },
  {
    what: 'a day that stands twice',
    code: 'CALENDAR_GAP',
    days: YEAR.toSpliced(40, 0, changed(40, { period: 3 })[40] ?? fail()),
    message: /2026-03-14 is followed by 2026-03-14/,
  },
  {
    what: 'a period that returns',
    code: 'CALENDAR_PERIOD',
    days: changed(60, { period: 1 }),
    message: /2026-04-03 is in period 1 of 2026/,
  },
  {
    what: 'a period that is left out',
    code: 'CALENDAR_PERIOD',
    days: YEAR.map((day) => (day.period === 5 ? { ...day, period: 6 } : day)),
    message: /period 6 of 2026 and the day before in period 4/,
  },
  {
    what: 'a thirteenth period',
    code: 'CALENDAR_PERIOD',
    days: [
      ...YEAR,
      ...sheetOf(2)
        .slice(364, 371)
        .map((day) => ({ ...day, year: 2026, period: 13, week: 53 })),
    ],
    message: /2027-02-01 is in period 13 of 2026: a fiscal year has 12/,
  },
  {
    what: 'a year that is cut',
    code: 'CALENDAR_YEAR',
    days: YEAR.slice(0, 200),
    message: /ends on 2026-08-20 in period 7 of 2026/,
  },
  {
    what: 'a year that begins late',
    code: 'CALENDAR_YEAR',
    days: YEAR.slice(35),
    message: /begins on 2026-03-09 in period 2/,
  },
  {
    what: 'a year of two digits',
    code: 'CALENDAR_YEAR',
    days: YEAR.map((day) => ({ ...day, year: 26 })),
    message: /is in year 26/,
  },
  {
    what: 'a week of six days',
    code: 'CALENDAR_WEEK',
    days: changed(13, { week: 3 }),
    message: /fiscal week 2, from 2026-02-09, has 6 days/,
  },
  {
    what: 'weeks from Sunday',
    code: 'CALENDAR_WEEK',
    days: YEAR.map((day) => ({ ...day, date: addDays(day.date, -1) })),
    message: /begins on a Sunday/,
  },
  {
    what: 'weeks counted from another one',
    code: 'CALENDAR_WEEK',
    days: YEAR.map((day) => ({ ...day, week: day.week + 1 })),
    message: /fiscal week 2, and its week, from 2026-02-02, is number 1 of 2026/,
  },
];

it.each(REFUSED)('refuses $what, with the place and what to do', ({ code, days, message }) => {
  const read = () => suppliedCalendar(days);
  expect(read).toThrow(CalendarError);
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ code }));
});

function fail(): never {
  throw new Error('the sheet has no such day');
}
