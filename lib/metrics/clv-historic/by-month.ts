import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { CohortTable, monthRules, ripeTotal } from '../facts/cohort-cells.ts';
import { meanOptions } from '../facts/cohort-windows.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Contribution per acquired customer in each month of life, the mean of the ripe cohorts weighted by size, and the
 * running sum of these means.
 */
export function clvByMonth(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  if (table.cohorts.length === 0) return NOTHING_MEASURED;
  const earned = table.cohorts.flatMap((cohort) =>
    table.ripeAges(cohort).map((age) => table.at('contribution', cohort, age)),
  );
  const means = table.ages.map((age) => ripeMeanAt(table, age, context.week));
  return mergeMeasured([
    {
      figures: table.cohorts.flatMap((cohort) =>
        table.ages.map((age) => earnedFigure(table, cohort, age)),
      ),
      cells: earned,
      equations: [],
    },
    { figures: [], ...table.activity() },
    ...means,
    {
      ...NOTHING_MEASURED,
      figures: runningSums(
        means.flatMap(({ figures }) => figures),
        table.rules.of,
      ),
    },
  ]);
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
function ripeMeanAt(table: CohortTable, age: number, week: number): Measured {
  const name = {
    metric: 'clv-historic',
    options: `grain=month; ${meanOptions('weighted', table.rules.of)}`,
    period: weekLabel(week),
    scope: { age: String(age) },
  };
  const ripe = table.ripeCohorts(age);
  if (ripe.length === 0) {
    const none = { value: null, reason: 'unripe' as const, customers: 0, cells: [] };
    return { ...NOTHING_MEASURED, figures: [figure({ name, unit: 'money', ...none })] };
  }
  const at = { age, week, of: table.rules.of };
  const size = ripeTotal(
    ripe.map((cohort) => table.size(cohort)),
    at,
  );
  const active = ripeTotal(
    ripe.map((cohort) => table.active(cohort, age)),
    at,
  );
  const contributions = ripe.map((cohort) => table.at('contribution', cohort, age));
  const earned = ripeTotal(contributions, at, active.cell);
  return {
    figures: [
      figure({
        name,
        unit: 'money',
        value: ratio(earned.cell.total, size.cell.total),
        customers: size.cell.customers,
        cells: cellKeys(size.cell, earned.cell),
      }),
    ],
    cells: [size.cell, active.cell, earned.cell],
    equations: [size.equation, active.equation, earned.equation],
  };
}

/** What a customer has brought by the end of each age, if every age were lived as the ripe cohorts lived it. */
const runningSums = (means: readonly Figure[], of: string | null): Figure[] =>
  means.map((mean, age) => {
    const lived = means.slice(0, age + 1);
    const isKnown = lived.every(({ value }) => value !== null);
    return figure({
      name: {
        metric: mean.metric,
        options: `grain=month; ${meanOptions('cumulative', of)}`,
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
