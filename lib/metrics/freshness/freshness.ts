import type { Figure } from '#lib/privacy/figure.ts';
import { type DeliveredDay, daysByTable, rowFigure } from '../facts/deliveries/delivered-days.ts';
import type { MeasureContext } from '../metric.ts';

/** Whole days of each table without a row, counted back from the cut; 0 where its last day has one. */
export const freshness = (
  days: readonly DeliveredDay[],
  context: MeasureContext,
): readonly Figure[] =>
  daysByTable(days).map(([table, own]) =>
    rowFigure(
      { metric: 'freshness', table },
      { unit: 'days', value: Math.min(...own.map(({ daysAgo }) => daysAgo)) - 1 },
      context,
    ),
  );
