import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equipmentCells } from '../facts/equipment/equipment-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of active customers who hold two products or more, at the last month close, the one before and a year ago. */
export function multiEquipped(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { cells, equations, closes } = equipmentCells(rows, context);
  const figures = closes.map(({ period, customers, several, fewer }) =>
    figure({
      name: { metric: 'multi-equipped', options: '', period, scope: {} },
      unit: 'share',
      value: ratio(several.total, customers.total),
      customers: customers.total,
      cells: cellKeys(customers, several, fewer),
    }),
  );
  return { figures, cells, equations };
}
