import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohort-cells.ts';
import { totalFigure } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Customers of the week's first orders (rule G4). Where no acquisition is known there is no number, not 0. */
export const newCustomers = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'new-customers',
          options: '',
          unit: 'count',
          of: ['first-time-customers'],
          value: (total) =>
            total('first-time-customers') === 0 && total('acquisition-unknown-customers') > 0
              ? null
              : total('first-time-customers'),
          reason: 'missing_input',
        },
      ],
      implied: ['returning-customers', 'first-order-customers', 'acquisition-unknown-customers'],
    },
    context,
  );

/** Sizes of the complete cohort months. */
export function newCustomersByMonth(rows: readonly CellRow[], context: MeasureContext): Measured {
  const table = new CohortTable(rows, monthRules(context));
  const cells = table.cohorts.map((cohort) => table.size(cohort));
  const figures = cells.map((cell) =>
    totalFigure(
      {
        metric: 'new-customers',
        options: 'grain=month',
        period: cell.period,
        scope: cell.scope,
      },
      'count',
      cell,
    ),
  );
  return { figures, cells, equations: [] };
}
