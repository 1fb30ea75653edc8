import type { Figure, FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { type RipeMonth, ripeMonths } from '../facts/cohorts/ripe-months.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Contribution per acquired customer in each month of life, the mean of the ripe cohorts weighted by size, and the
 * running sum of these means.
 */
export function clvByMonth(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  if (table.cohorts.length === 0) return NOTHING_MEASURED;
  const { months, cells, equations } = ripeMonths(table, context.week);
  const { of } = table.rules;
  const period = weekLabel(context.week);
  const means = table.ages.map((age) =>
    ripeMeanAt(
      months.find((month) => month.age === age),
      {
        metric: 'clv-historic',
        options: cohortOptions(of, 'grain=month', 'mean=weighted'),
        period,
        scope: { age: String(age) },
      },
    ),
  );
  return {
    figures: [
      ...table.cohorts.flatMap((cohort) =>
        table.ages.map((age) => earnedFigure(table, cohort, age)),
      ),
      ...means,
      ...runningSums(means, of),
    ],
    cells,
    equations,
  };
}

function earnedFigure(table: CohortTable, cohort: number, age: number): Figure {
  const size = table.size(cohort);
  const earned = table.rules.isRipe(cohort, age) ? table.at('contribution', cohort, age) : null;
  return figure({
    name: {
      metric: 'clv-historic',
      options: 'grain=month',
      period: size.period,
      scope: { ...size.scope, age: String(age) },
    },
    unit: 'money',
    value: earned ? ratio(earned.total, size.total) : null,
    ...(earned ? {} : { reason: 'unripe' as const }),
    customers: size.customers,
    cells: earned ? cellKeys(size, earned) : [size.key],
  });
}

/** Contribution of the ripe cohorts over their sizes: their mean, weighted by size. */
function ripeMeanAt(month: RipeMonth | undefined, name: FigureName): Figure {
  if (!month) {
    const none = { value: null, reason: 'unripe' as const, customers: 0, cells: [] };
    return figure({ name, unit: 'money', ...none });
  }
  return figure({
    name,
    unit: 'money',
    value: ratio(month.contribution.total, month.size.total),
    customers: month.size.customers,
    cells: cellKeys(month.size, month.contribution),
  });
}

/** What a customer has brought by the end of each age, if every age were lived as the ripe cohorts lived it. */
const runningSums = (means: readonly Figure[], of: string | null): Figure[] =>
  means.map((mean, age) => {
    const lived = means.slice(0, age + 1);
    const isKnown = lived.every(({ value }) => value !== null);
    return figure({
      name: {
        metric: mean.metric,
        options: cohortOptions(of, 'grain=month', 'mean=cumulative'),
        period: mean.period,
        scope: mean.scope,
      },
      unit: 'money',
      value: isKnown ? lived.reduce((sum, { value }) => sum + (value ?? 0), 0) : null,
      ...(isKnown ? {} : { reason: 'unripe' as const }),
      customers: mean.customers,
      cells: [...new Set(lived.flatMap(({ cells }) => cells))],
    });
  });
