import { addDays, type IsoDate, weekOf, weekStart } from '#lib/units/calendar.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A period label as a reader says it: `2026-W47` is `W47`, `2026-08` is `Aug 2026`, `2026-P08` is `P08 2026`. */
export function periodText(label: string): string {
  const [, year = '', mark = '', number = ''] = /^(\d{4})-([WPQ]?)(\d{1,2})$/.exec(label) ?? [];
  if (year === '') return label;
  if (mark === 'W') return `W${number}`;
  return mark === '' ? `${monthName(Number(number))} ${year}` : `${mark}${number} ${year}`;
}

/** First and last day of an ISO week label, as `16–22 Nov 2026`; null for any other label. */
function weekDates(label: string): string | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(label) ?? [];
  if (year === undefined) return null;
  const start = weekStart(weekOf(`${year}-01-04`) + Number(number) - 1);
  return dateRange(start, addDays(start, 6));
}

/** The week of a report in full: `2026-W47 (16–22 Nov 2026)`. */
export const fullPeriod = (label: string): string => {
  const dates = weekDates(label);
  return dates === null ? label : `${label} (${dates})`;
};

/** `23 Nov 2026`. */
export const dayText = (date: IsoDate): string => `${dayMonth(date)} ${date.slice(0, 4)}`;

/** `Mon 23 Nov 2026`. */
export const dateText = (date: IsoDate): string =>
  `${'Mon Tue Wed Thu Fri Sat Sun'.split(' ')[weekdayOf(date)]} ${dayMonth(date)} ${date.slice(0, 4)}`;

/** The label one year earlier of a month label; week labels compare through the report's head. */
export const yearEarlier = (label: string): string =>
  label.replace(/^\d{4}/, (year) => String(Number(year) - 1));

const weekdayOf = (date: IsoDate): number =>
  (Date.parse(date) - Date.parse(weekStart(weekOf(date)))) / 86_400_000;

function dateRange(from: IsoDate, to: IsoDate): string {
  const start =
    from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8))) : dayMonth(from);
  const year = from.slice(0, 4) === to.slice(0, 4) ? '' : ` ${from.slice(0, 4)}`;
  return `${start}${year}–${dayMonth(to)} ${to.slice(0, 4)}`;
}

const dayMonth = (date: IsoDate): string =>
  `${Number(date.slice(8))} ${monthName(Number(date.slice(5, 7)))}`;

const monthName = (month: number): string => MONTHS[month - 1] ?? '';
