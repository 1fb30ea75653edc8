import { expect, it } from 'vitest';
import { addDays } from './calendar.ts';
import { fiscalSheet } from './fiscal-sheet.fixture.ts';
import { CalendarError, type FiscalDay, suppliedCalendar } from './supplied-calendar.ts';

const sheetOf = (years: number): FiscalDay[] =>
  fiscalSheet({ start: '2026-02-02', firstYear: 2026, years, long: [] });
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
