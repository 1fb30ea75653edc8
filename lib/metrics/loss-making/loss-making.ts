import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { profitCells } from '../facts/profit/profit-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * Customers of at least 90 days who cost more than they earned in the 365 days to the month close: their share, count and
 * CM3; those who are younger apart. Money in minor units.
 */
export function lossMaking(rows: readonly CellRow[], context: MeasureContext): Measured {
  const profit = profitCells(rows, context);
  if (!profit) return NOTHING_MEASURED;
  const losing = profit.customers('profit-tenured-loss');
  const others = profit.customers('profit-tenured-gain');
  const tenured = profit.customers('profit-tenured');
  const first = profit.customers('profit-first-loss');
  const name = (options: string) => ({
    metric: 'loss-making',
    options,
    period: tenured.period,
    scope: {},
  });
  const share: Figure = figure({
    name: name(''),
    unit: 'share',
    value: ratio(losing.total, tenured.total),
    customers: tenured.customers,
    cells: cellKeys(losing, others, tenured),
  });
  return {
    figures: [
      share,
      totalFigure(name('part=customers'), 'count', losing),
      totalFigure(name('part=all-customers'), 'count', tenured),
      totalFigure(name('part=contribution'), 'money', profit.sum('profit-tenured-loss')),
      totalFigure(name('part=first-order-loss'), 'count', first),
      totalFigure(
        name('part=first-order-loss-contribution'),
        'money',
        profit.sum('profit-first-loss'),
      ),
    ],
    cells: profit.cells,
    equations: profit.equations,
  };
}
