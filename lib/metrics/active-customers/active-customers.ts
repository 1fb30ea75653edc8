import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { totalFigure } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Customers who ordered in the week. */
export const orderingCustomers = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'active-customers',
          options: 'window=week',
          unit: 'count',
          of: ['ordering-customers'],
          value: (total) => total('ordering-customers'),
        },
      ],
    },
    context,
  );

/** Customers who ordered in the 28 days before each compared instant. Top level only: windows of neighbours overlap. */
export function recentlyActive(rows: readonly CellRow[]): Measured {
  const cells = rows.map((row) =>
    cellOfRow(row, {
      kind: 'count',
      signed: false,
      behavioural: false,
      countMeasure: null,
      label: ({ period }) => weekLabel(period),
    }),
  );
  const figures = cells.map((cell) =>
    totalFigure(
      {
        metric: 'active-customers',
        options: 'window=28 d',
        period: cell.period,
        scope: cell.scope,
      },
      'count',
      cell,
    ),
  );
  return { figures, cells, equations: [] };
}
