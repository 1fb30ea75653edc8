import type { Figure } from '#lib/privacy/figure.ts';
import { toldFewRows, toldRows } from '#lib/privacy/told-rows.ts';
import { type DeliveredDay, daysByTable, rowFigure } from '../facts/deliveries/delivered-days.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

const DAYS = 7;

/** Of the week's rows that say when they were written, those written more than a day after what they tell of. */
export const lateShare = (
  days: readonly DeliveredDay[],
  context: MeasureContext,
): readonly Figure[] =>
  daysByTable(days).map(([table, own]) => {
    const week = own.filter(({ daysAgo }) => daysAgo <= DAYS);
    const total = (pick: (day: DeliveredDay) => number) =>
      week.reduce((sum, day) => sum + pick(day), 0);
    const late = toldFewRows(
      table,
      total((day) => day.late),
    );
    const stamped = toldRows(
      table,
      total((day) => day.stamped),
    );
    const value = ratio(late, stamped);
    return rowFigure({ metric: 'late-share', table }, { unit: 'share', value }, context);
  });
