/** How the business cuts its year: calendar months, or months of whole weeks inside ISO years (53rd week in the last). */
export type FiscalPattern = 'iso' | 'month' | '4-4-5' | '4-5-4' | '5-4-4';

/** `YYYY-MM-DD`, a day in the reporting zone. */
export type IsoDate = string;

/** Fiscal years by a company's own table, of 12 months each. Outside of it months are counted on by four weeks each. */
export interface SuppliedCalendar {
  /** Counted month that the table begins with: the first of a fiscal year. */
  readonly firstMonth: number;
  /** First day of each month; the last entry is the exclusive end of the table. */
  readonly monthStarts: readonly IsoDate[];
  /** Counted week that each fiscal year begins with; the last entry is that of the year after the table. */
  readonly yearStarts: readonly number[];
}

/** A pattern that Tenure counts out itself, or a table of the company. */
export type FiscalCalendar = FiscalPattern | SuppliedCalendar;

/** Weeks are counted from the Monday 1970-01-05, months from January of year 0. */
export interface CalendarDay {
  readonly date: IsoDate;
  readonly week: number;
  readonly month: number;
}

const DAY_MS = 86_400_000;
const FIRST_MONDAY_MS = Date.UTC(1970, 0, 5);
const WEEKS_OF_QUARTER: Readonly<Record<FiscalPattern, readonly number[] | null>> = {
  iso: null,
  month: null,
  '4-4-5': [4, 4, 5],
  '4-5-4': [4, 5, 4],
  '5-4-4': [5, 4, 4],
};

const toMs = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
const toDate = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

export const addDays = (date: IsoDate, days: number): IsoDate => toDate(toMs(date) + days * DAY_MS);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (toMs(to) - toMs(from)) / DAY_MS;

/** ISO week of a day, counted from 1970-01-05. */
export const weekOf = (date: IsoDate): number =>
  Math.floor((toMs(date) - FIRST_MONDAY_MS) / (7 * DAY_MS));

export const weekStart = (week: number): IsoDate => toDate(FIRST_MONDAY_MS + week * 7 * DAY_MS);

/** The Monday on or before a day: the weekly snapshot that a requested `asOf` is floored to. */
export const floorToMonday = (date: IsoDate): IsoDate => weekStart(weekOf(date));

/** ISO year and week number (1-53) of a counted week; the year of its Thursday (ISO 8601). */
export function isoWeek(week: number): { readonly year: number; readonly number: number } {
  const year = Number(addDays(weekStart(week), 3).slice(0, 4));
  return { year, number: week - weekOf(`${year}-01-04`) + 1 };
}

/** `2026-W47`. */
export function weekLabel(week: number): string {
  const { year, number } = isoWeek(week);
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** The counted week of a label such as `2026-W47`. */
export const parseWeekLabel = (label: string): number =>
  weekOf(`${label.slice(0, 4)}-01-04`) + Number(label.slice(6)) - 1;

export const weeksInIsoYear = (year: number): number =>
  weekOf(`${year + 1}-01-04`) - weekOf(`${year}-01-04`);

/**
 * The same fiscal week one year earlier. After a year of 53 weeks its weeks are shifted by one and its first is dropped,
 * so that holidays stay beside each other; week 53 itself answers to week 52 (rule G1; NRF 4-5-4 calendar, restated).
 */
export function yearAgoWeek(week: number, fiscal: FiscalCalendar = 'iso'): number {
  const [before, opens, closes] = yearsAround(week, fiscal);
  if (before === undefined || opens === undefined || closes === undefined) return week - 52;
  const weeks = opens - before;
  const number = week - opens + (weeks === 53 ? 1 : 0);
  return before + Math.min(number, weeks - 1);
}

/** Weeks that the year before a week, its own and the next one begin with; undefined where no calendar reaches. */
function yearsAround(week: number, fiscal: FiscalCalendar): readonly (number | undefined)[] {
  if (typeof fiscal === 'string') {
    const { year } = isoWeek(week);
    return [year - 1, year, year + 1].map((each) => weekOf(`${each}-01-04`));
  }
  const next = fiscal.yearStarts.findIndex((start) => start > week);
  return [next - 2, next - 1, next].map((at) => (next < 1 ? undefined : fiscal.yearStarts[at]));
}

/** A week as its fiscal year calls it, `2026-W31`; null where the table of the company does not reach. */
export function fiscalWeekLabel(week: number, fiscal: FiscalCalendar): string | null {
  if (typeof fiscal === 'string') return weekLabel(week);
  const [, opens] = yearsAround(week, fiscal);
  if (opens === undefined) return null;
  const year = Math.floor(fiscal.firstMonth / 12) + fiscal.yearStarts.indexOf(opens);
  return `${year}-W${String(week - opens + 1).padStart(2, '0')}`;
}

/** Fiscal month (year × 12 + month − 1) of a day. */
export function monthOf(date: IsoDate, pattern: FiscalCalendar): number {
  if (typeof pattern !== 'string') return suppliedMonthOf(date, pattern);
  const weeks = WEEKS_OF_QUARTER[pattern];
  if (!weeks) return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const { year, number } = isoWeek(weekOf(date));
  return year * 12 + fiscalMonthOfWeek(number, weeks);
}

/** Days of the months that are counted on outside of a supplied table. */
const OUTSIDE_DAYS = 28;

function suppliedMonthOf(date: IsoDate, { firstMonth, monthStarts }: SuppliedCalendar): number {
  const next = monthStarts.findIndex((start) => start > date);
  if (next > 0) return firstMonth + next - 1;
  const edge = next === 0 ? 0 : monthStarts.length - 1;
  const days = daysBetween(monthStarts[edge] ?? date, date);
  return firstMonth + edge + Math.floor(days / OUTSIDE_DAYS);
}

function suppliedMonthStart(month: number, { firstMonth, monthStarts }: SuppliedCalendar): IsoDate {
  const index = month - firstMonth;
  const edge = Math.min(Math.max(index, 0), monthStarts.length - 1);
  return addDays(monthStarts[edge] ?? '', (index - edge) * OUTSIDE_DAYS);
}

function fiscalMonthOfWeek(number: number, weeks: readonly number[]): number {
  const quarter = Math.min(Math.floor((number - 1) / 13), 3);
  let rest = number - 1 - quarter * 13;
  let month = 0;
  while (month < 2 && rest >= (weeks[month] ?? 0)) {
    rest -= weeks[month] ?? 0;
    month += 1;
  }
  return quarter * 3 + month;
}

/** `2026-11` for calendar months, `2026-P11` for fiscal ones. */
export function monthLabel(month: number, pattern: FiscalCalendar): string {
  const mark = typeof pattern !== 'string' || WEEKS_OF_QUARTER[pattern] ? 'P' : '';
  return `${Math.floor(month / 12)}-${mark}${String((month % 12) + 1).padStart(2, '0')}`;
}

/** First day of a fiscal month; the first day of the next month is its exclusive end. */
export function monthStart(month: number, pattern: FiscalCalendar): IsoDate {
  if (typeof pattern !== 'string') return suppliedMonthStart(month, pattern);
  const weeks = WEEKS_OF_QUARTER[pattern];
  const year = Math.floor(month / 12);
  const index = month % 12;
  if (!weeks) return `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}-01`;
  const inQuarter = weeks.slice(0, index % 3).reduce((sum, n) => sum + n, 0);
  return weekStart(weekOf(`${year}-01-04`) + Math.floor(index / 3) * 13 + inQuarter);
}

/** First day of the fiscal quarter that `date` lies in: the close of the quarter before it. */
export function quarterStart(date: IsoDate, pattern: FiscalCalendar): IsoDate {
  const month = monthOf(date, pattern);
  return monthStart(month - (month % 3), pattern);
}

/** `2026-Q3` for the close of a fiscal quarter (its exclusive end); the date itself for any other day. */
export function closeLabel(close: IsoDate, pattern: FiscalCalendar): string {
  if (quarterStart(close, pattern) !== close) return close;
  const last = monthOf(addDays(close, -1), pattern);
  return `${Math.floor(last / 12)}-Q${Math.floor((last % 12) / 3) + 1}`;
}

/** Every day of `[from, to)` with its week and fiscal month: the table that SQL joins. */
export function calendarDays(from: IsoDate, to: IsoDate, pattern: FiscalCalendar): CalendarDay[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, i) => {
    const date = addDays(from, i);
    return { date, week: weekOf(date), month: monthOf(date, pattern) };
  });
}
