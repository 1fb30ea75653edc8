import {
  addDays,
  daysBetween,
  type IsoDate,
  monthLabel,
  monthStart,
  weekStart,
} from '#lib/units/calendar.ts';
import type { MeasureContext } from '../metric.ts';

/** Half-open days, and what a cell over them is called. */
export interface Window {
  readonly opens: IsoDate;
  readonly closes: IsoDate;
  readonly label: string;
}

export const WINDOW_NAMES = [
  'toDate',
  'before',
  'week',
  'weekBeforeMonth',
  'yearAgoToDate',
  'yearAgoBefore',
  'yearAgoWeek',
  'yearAgoRest',
  'yearAgoMonth',
] as const;
export type WindowName = (typeof WINDOW_NAMES)[number];

/** The open fiscal month up to the cut, what it was a week ago, and the same days and the whole of the month a year ago. */
export function windowsOf(context: MeasureContext): Readonly<Record<WindowName, Window>> {
  const { asOf, month, fiscal, week } = context;
  const start = monthStart(month + 1, fiscal);
  const monday = weekStart(week);
  const weekAgo = later(monday, start);
  const elapsed = daysBetween(start, asOf);
  const then = monthStart(month - 11, fiscal);
  const end = monthStart(month - 10, fiscal);
  const cut = earlier(addDays(then, elapsed), end);
  const cutBefore = earlier(addDays(then, daysBetween(start, weekAgo)), end);
  const now = monthLabel(month + 1, fiscal);
  const past = monthLabel(month - 11, fiscal);
  const to = (label: string, days: number) => `${label} to day ${days}`;
  const between = (opens: IsoDate, closes: IsoDate, label: string): Window => ({
    opens,
    closes,
    label,
  });
  return {
    toDate: between(start, asOf, to(now, elapsed)),
    before: between(start, weekAgo, to(now, daysBetween(start, weekAgo))),
    week: between(weekAgo, asOf, `${now} before day ${elapsed}`),
    weekBeforeMonth: between(
      earlier(monday, start),
      start,
      `last ${Math.max(0, daysBetween(monday, start))} days before ${now}`,
    ),
    yearAgoToDate: between(then, cut, to(past, daysBetween(then, cut))),
    yearAgoBefore: between(then, cutBefore, to(past, daysBetween(then, cutBefore))),
    yearAgoWeek: between(cutBefore, cut, `${past} before day ${elapsed}`),
    yearAgoRest: between(cut, end, `${past} from day ${elapsed}`),
    yearAgoMonth: between(then, end, past),
  };
}

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);
const later = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? b : a);
