import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { totalFigure } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Customers of the week's first orders (rule G4). In a week without any known acquisition there is no number for
 * anyone, not 0: said of all segments alike, since a segment's own state would tell of its customers.
 */
export function newCustomers(rows: readonly CellRow[], context: MeasureContext): Measured {
  const measured = flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'new-customers',
          options: '',
          unit: 'count',
          of: ['first-time-customers'],
          value: (total) => total('first-time-customers'),
        },
      ],
      implied: ['returning-customers', 'first-order-customers', 'acquisition-unknown-customers'],
    },
    context,
  );
  const unknown = weeksWithoutAcquisition(rows);
  return {
    ...measured,
    figures: measured.figures.map((figure) =>
      unknown.has(figure.period) ? { ...figure, value: null, reason: 'missing_input' } : figure,
    ),
  };
}

/** Labels of the weeks in which customers began, none of them after the unknown first year of the data. */
function weeksWithoutAcquisition(rows: readonly CellRow[]): ReadonlySet<string> {
  const everyone = rows.filter(({ scheme }) => scheme === 'all');
  const weeksOf = (measure: string) =>
    everyone
      .filter((row) => row.measure === measure && row.total > 0)
      .map(({ period }) => weekLabel(period));
  const known = new Set(weeksOf('first-time-customers'));
  return new Set(weeksOf('acquisition-unknown-customers').filter((week) => !known.has(week)));
}

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
