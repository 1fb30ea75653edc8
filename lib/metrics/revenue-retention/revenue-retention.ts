import type { Figure, NaReason } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ripeMean } from '../facts/cells/ripe-mean.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { cohortOptions } from '../facts/cohorts/cohort-windows.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Net sales of each cohort in each month of life over those of its month of entry, refunds in the month they were
 * given; then the means of the ripe cohorts. These are not ratios of sums, so each is published with all its parts.
 */
export function revenueRetention(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  if (table.cohorts.length === 0) return { figures: [], cells: [], equations: [] };
  const { cells, equations } = table.activity();
  const sales = table.cohorts.flatMap((cohort) =>
    table.ripeAges(cohort).map((age) => table.at('net-sales', cohort, age)),
  );
  return {
    figures: [
      ...table.cohorts.flatMap((cohort) => table.ages.map((age) => keptFigure(table, cohort, age))),
      ...table.ages.map((age) => meanFigure(table, age, weekLabel(context.week))),
    ],
    cells: [...cells, ...sales],
    equations,
  };
}

/** Share of the sales of the month of entry; null where these are not positive. */
function kept(table: CohortTable, cohort: number, age: number) {
  const entry = table.at('net-sales', cohort, 0);
  const later = table.at('net-sales', cohort, age);
  const size = table.size(cohort);
  return {
    value: ratio(later.total, entry.total),
    customers: size.customers,
    cells: cellKeys(size, entry, later),
  };
}

function keptFigure(table: CohortTable, cohort: number, age: number): Figure {
  const label = table.rules.label(cohort);
  const size = table.size(cohort);
  const estimate = table.rules.isRipe(cohort, age)
    ? { ...kept(table, cohort, age), reason: 'not_positive' as const }
    : { value: null, reason: 'unripe' as const, customers: size.customers, cells: [size.key] };
  return figure({
    ...estimate,
    name: {
      metric: 'revenue-retention',
      options: '',
      period: label,
      scope: { cohort: label, age: String(age) },
    },
    unit: 'share',
  });
}

function meanFigure(table: CohortTable, age: number, period: string): Figure {
  const parts = table
    .ripeCohorts(age)
    .map((cohort) => ({ ...kept(table, cohort, age), weight: table.size(cohort).total }));
  const reason: NaReason = parts.length === 0 ? 'unripe' : 'not_positive';
  return figure({
    name: {
      metric: 'revenue-retention',
      options: cohortOptions(table.rules.of, 'mean=weighted'),
      period,
      scope: { age: String(age) },
    },
    unit: 'share',
    value: ripeMean(parts, 'weighted'),
    reason,
    customers: parts.reduce((sum, { customers }) => sum + customers, 0),
    cells: [...new Set(parts.flatMap(({ cells }) => cells))],
  });
}
