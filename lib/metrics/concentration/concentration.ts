import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { profitCells } from '../facts/profit/profit-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of the CM2 of the 365 days to the month close that the top tenth of customers by CM2 brought, rounded up to whole customers. */
export function concentration(rows: readonly CellRow[], context: MeasureContext): Measured {
  const profit = profitCells(rows, context);
  if (!profit) return NOTHING_MEASURED;
  const top = profit.sum('profit-top');
  const total = profit.sum('profit-cm2');
  return {
    figures: [
      figure({
        name: { metric: 'concentration', options: 'top=10 %', period: total.period, scope: {} },
        unit: 'share',
        value: ratio(top.total, total.total),
        reason: 'not_positive',
        customers: profit.customers('profit-cm2').customers,
        cells: cellKeys(top, profit.sum('profit-rest'), total),
      }),
    ],
    cells: profit.cells,
    equations: profit.equations,
  };
}
