import { addDays, type IsoDate, quarterStart } from '#lib/units/calendar.ts';

export const monthOfDay = (date: IsoDate): string => date.slice(0, 7);

/** First day after a month such as `2026-10`. */
export const endOf = (month: string): IsoDate => `${addDays(`${month}-28`, 4).slice(0, 7)}-01`;

export const monthBefore = (month: string): string => monthOfDay(addDays(`${month}-01`, -1));

/** The last closed month, the one before, and the same a year ago. */
export function comparedMonths(asOf: IsoDate): readonly [string, string, string] {
  const closed = monthBefore(monthOfDay(asOf));
  return [closed, monthBefore(closed), `${Number(closed.slice(0, 4)) - 1}${closed.slice(4)}`];
}

/** The last two quarter closes, each the first day after its quarter; the newest with its names. */
export function quarterCloses(asOf: IsoDate) {
  const close = quarterStart(asOf, 'iso');
  const month = monthBefore(monthOfDay(close));
  return {
    close,
    before: quarterStart(addDays(close, -1), 'iso'),
    /** `2026-09`: the month that closed the quarter. */
    month,
    /** `2026-Q3` */
    quarter: `${month.slice(0, 4)}-Q${Number(month.slice(5)) / 3}`,
  };
}
