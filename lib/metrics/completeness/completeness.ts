import type { Figure } from '#lib/privacy/figure.ts';
import { toldShareOfRows } from '#lib/privacy/told-rows.ts';
import { type DeliveredDay, daysByTable, rowFigure } from '../facts/deliveries/delivered-days.ts';
import type { MeasureContext } from '../metric.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const WEEKS_BEFORE = [1, 2, 3, 4, 5, 6, 7, 8];

/** Weeks that usually bring fewer rows are too noisy to compare, as for the check `volume`. */
const FEWEST = 100;

/** Rows of each table in the week over what its weekdays usually bring, the median of the eight weeks before. */
export const completeness = (
  days: readonly DeliveredDay[],
  context: MeasureContext,
): readonly Figure[] =>
  daysByTable(days).map(([table, own]) => {
    const rows = new Map(own.map((day) => [day.daysAgo, day.rows]));
    const on = (daysAgo: number): number => rows.get(daysAgo) ?? 0;
    const week = WEEKDAYS.reduce((sum, day) => sum + on(day), 0);
    const usual = WEEKDAYS.map((day) => median(WEEKS_BEFORE.map((weeks) => on(day + 7 * weeks))));
    const expected = usual.reduce((sum, day) => sum + day, 0);
    const value = expected < FEWEST ? null : toldShareOfRows(table, week / expected);
    return rowFigure({ metric: 'completeness', table }, { unit: 'share', value }, context);
  });

/** Of eight: halfway between the fourth and the fifth. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[3] ?? 0) + (sorted[4] ?? 0)) / 2;
}
