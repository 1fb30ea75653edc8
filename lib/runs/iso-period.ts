import { type IsoDate, weekLabel, weekOf, weekStart, weeksInIsoYear } from '#lib/units/calendar.ts';

/** What a period is called: an ISO week. */
export const PERIOD = /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/;

/** Week of a label such as `2026-W47`, counted from 1970-01-05; null where the calendar has no such week. */
export function weekOfPeriod(period: string): number | null {
  if (!PERIOD.test(period)) return null;
  const year = Number(period.slice(0, 4));
  const number = Number(period.slice(6));
  return number > weeksInIsoYear(year) ? null : weekOf(`${year}-01-04`) + number - 1;
}

/** Exclusive end of a week: the Monday after it. */
export const asOfWeek = (week: number): IsoDate => weekStart(week + 1);

/** The label of the week that a Monday closes. */
export const periodBefore = (asOf: IsoDate): string => weekLabel(weekOf(asOf) - 1);
