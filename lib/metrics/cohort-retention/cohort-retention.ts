import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable } from '../facts/cohorts/cohort-cells.ts';
import { figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { meanRetention } from './mean.ts';
import { nestedCells, salesCells } from './nested-cells.ts';
import { type CohortRetentionOptions, optionsText, STANDARD_OPTIONS } from './options.ts';
import { type Retention, retentionValue } from './value.ts';
import { tableRules } from './windows.ts';

/** Share of each cohort that acts in each window, or what those who act are worth; then the means of ripe cohorts. */
export function cohortRetention(
  rows: readonly CellRow[],
  context: MeasureContext,
  options: CohortRetentionOptions = STANDARD_OPTIONS,
): Measured {
  const table = new CohortTable(rows, tableRules(options, context));
  const retention = { table, options };
  const means = meanRetention(retention, context.week);
  const systems = [table.activity(), nestedCells(retention), salesCells(retention), means];
  return {
    figures: [
      ...table.cohorts.flatMap((cohort) =>
        table.ages.map((age) => cohortFigure(retention, cohort, age)),
      ),
      ...means.figures,
    ],
    cells: systems.flatMap(({ cells }) => cells),
    equations: systems.flatMap(({ equations }) => equations),
  };
}

function cohortFigure(retention: Retention, cohort: number, age: number): Figure {
  const { table, options } = retention;
  const label = table.rules.label(cohort);
  const size = table.size(cohort);
  const estimate = table.rules.isRipe(cohort, age)
    ? retentionValue(retention, cohort, age)
    : { value: null, reason: 'unripe' as const, customers: size.customers, cells: [size.key] };
  return figure({
    ...estimate,
    name: {
      metric: 'cohort-retention',
      options: optionsText(options),
      period: label,
      scope: { cohort: label, age: String(age) },
    },
    unit: options.measure === 'customers' ? 'share' : 'money',
  });
}
