import {
  addDays,
  daysBetween,
  type FiscalPattern,
  floorToMonday,
  type IsoDate,
  monthStart,
  type SuppliedCalendar,
  weekOf,
  weekStart,
} from './calendar.ts';

/** One row of a company's calendar. */
export interface FiscalDay {
  readonly date: IsoDate;
  readonly year: number;
  /** Fiscal month, 1-12. */
  readonly period: number;
  readonly week: number;
}

/** A calendar that does not cut time into whole years, months and weeks: by which rule, where, and what to do. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const PERIODS = 12;

/**
 * Days in order → fiscal years of 12 periods. A week is of the year that its Thursday is in (ISO 8601), so a table may
 * begin and end inside a week.
 * @throws CalendarError on days that are missing, periods out of their order, cut years, and weeks that are not seven
 * days from a Monday.
 */
export function suppliedCalendar(days: readonly FiscalDay[]): SuppliedCalendar {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined)
    throw new CalendarError('CALENDAR_EMPTY', 'holds no day: deliver whole fiscal years');
  refuseOtherPeriods(days);
  refuseGaps(days);
  refuseCutYears(first, last);
  const calendar = yearsOf(days, addDays(last.date, 1));
  refuseOddWeeks(days);
  refuseOtherNumbers(days, calendar);
  return calendar;
}

/** Whether a table says what a pattern says, so that there is nothing to tell of it. */
export const isOfPattern = (
  { firstMonth, monthStarts, yearStarts }: SuppliedCalendar,
  pattern: FiscalPattern,
): boolean =>
  monthStarts.every((start, at) => start === monthStart(firstMonth + at, pattern)) &&
  yearStarts.every((week, at) => week === weekOf(`${Math.floor(firstMonth / PERIODS) + at}-01-04`));

const monthIn = ({ year, period }: FiscalDay): number => year * PERIODS + period - 1;

const periodText = ({ year, period }: FiscalDay): string => `period ${period} of ${year}`;

/** Each day beside the one before it. */
const pairs = (days: readonly FiscalDay[]): (readonly [FiscalDay, FiscalDay])[] =>
  days.slice(1).flatMap((day, at) => {
    const before = days[at];
    return before === undefined ? [] : [[before, day] as const];
  });

function refuseOtherPeriods(days: readonly FiscalDay[]): void {
  const other = days.find(({ period }) => period < 1 || period > PERIODS);
  if (other)
    throw new CalendarError(
      'CALENDAR_PERIOD',
      `${other.date} is in ${periodText(other)}: a fiscal year has ${PERIODS} periods, numbered from 1`,
    );
}

function refuseGaps(days: readonly FiscalDay[]): void {
  for (const [before, day] of pairs(days)) {
    if (daysBetween(before.date, day.date) !== 1)
      throw new CalendarError(
        'CALENDAR_GAP',
        `${before.date} is followed by ${day.date}: deliver one row for each day`,
      );
    const step = monthIn(day) - monthIn(before);
    if (step !== 0 && step !== 1)
      throw new CalendarError(
        'CALENDAR_PERIOD',
        `${day.date} is in ${periodText(day)} and the day before in ${periodText(before)}: fiscal_period runs from 1 to ${PERIODS} without a gap, and none returns`,
      );
  }
}

function refuseCutYears(first: FiscalDay, last: FiscalDay): void {
  for (const day of [first, last])
    if (day.year < 1000 || day.year > 9999)
      throw new CalendarError(
        'CALENDAR_YEAR',
        `${day.date} is in year ${day.year}: write fiscal_year with four digits, such as 2026`,
      );
  const cut = [first, last].find((day, at) => day.period !== (at === 0 ? 1 : PERIODS));
  if (cut)
    throw new CalendarError(
      'CALENDAR_YEAR',
      `${cut === first ? 'begins' : 'ends'} on ${cut.date} in ${periodText(cut)}: deliver whole fiscal years, from the first day of period 1 to the last of period ${PERIODS}`,
    );
}

function yearsOf(days: readonly FiscalDay[], end: IsoDate): SuppliedCalendar {
  const opening = days.filter((day, at) => {
    const before = days[at - 1];
    return before === undefined || monthIn(before) !== monthIn(day);
  });
  const years = opening.filter(({ period }) => period === 1).map(({ date }) => date);
  const [first] = opening;
  return {
    firstMonth: first === undefined ? 0 : monthIn(first),
    monthStarts: [...opening.map(({ date }) => date), end],
    yearStarts: [...years, end].map((date) => weekOf(addDays(date, 3))),
  };
}

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function refuseOddWeeks(days: readonly FiscalDay[]): void {
  const opening = days.filter(({ week }, at) => week !== days[at - 1]?.week);
  for (const [at, day] of opening.slice(1).entries()) {
    const named = `fiscal week ${day.week}, from ${day.date},`;
    const weekday = daysBetween(floorToMonday(day.date), day.date);
    const next = opening[at + 2]?.date;
    const length = next === undefined ? 7 : daysBetween(day.date, next);
    if (length !== 7)
      throw new CalendarError(
        'CALENDAR_WEEK',
        `${named} has ${length} days: a fiscal week has 7, and the next one another number`,
      );
    if (weekday !== 0)
      throw new CalendarError(
        'CALENDAR_WEEK',
        `${named} begins on a ${DAY_NAMES[weekday]}: weeks of a report begin on Monday, and so must those of the calendar`,
      );
  }
}

function refuseOtherNumbers(
  days: readonly FiscalDay[],
  { firstMonth, yearStarts }: SuppliedCalendar,
): void {
  const firstYear = Math.floor(firstMonth / PERIODS);
  for (const { date, week } of days) {
    const counted = weekOf(date);
    const year = yearStarts.findLastIndex((start) => start <= counted);
    const opens = yearStarts[year];
    if (opens === undefined || year === yearStarts.length - 1) continue;
    if (week !== counted - opens + 1)
      throw new CalendarError(
        'CALENDAR_WEEK',
        `${date} is in fiscal week ${week}, and its week, from ${weekStart(counted)}, is number ${counted - opens + 1} of ${firstYear + year}: count the weeks of each fiscal year from 1`,
      );
  }
}
