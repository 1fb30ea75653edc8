import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { profitCells } from '../facts/profit/profit-cells.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/**
 * The peak of the whale curve: what customers who earn brought in the 365 days to the month close, as a share of what all
 * did, those who cost more than they earn included.
 */
export function whaleCurve(rows: readonly CellRow[], context: MeasureContext): Measured {
  const profit = profitCells(rows, context);
  if (!profit) return NOTHING_MEASURED;
  const gain = profit.sum('profit-gain');
  const loss = profit.sum('profit-loss');
  const total = profit.sum('profit');
  const name = (options: string) => ({
    metric: 'whale-curve',
    options,
    period: total.period,
    scope: {},
  });
  return {
    figures: [
      figure({
        name: name(''),
        unit: 'share',
        value: ratio(gain.total, total.total),
        reason: 'not_positive',
        customers: profit.customers('profit').customers,
        cells: cellKeys(gain, loss, total),
      }),
      totalFigure(name('part=total'), 'money', total),
    ],
    cells: profit.cells,
    equations: profit.equations,
  };
}
