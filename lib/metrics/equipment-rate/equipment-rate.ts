import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equipmentCells } from '../facts/equipment/equipment-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Distinct products held per active customer, at the last month close, the one before and a year ago. */
export function equipmentRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { cells, equations, closes } = equipmentCells(rows, context);
  const figures = closes.map(({ period, customers, products }) =>
    figure({
      name: { metric: 'equipment-rate', options: '', period, scope: {} },
      unit: 'ratio',
      value: ratio(products.total, customers.total),
      customers: customers.total,
      cells: cellKeys(customers, products),
    }),
  );
  return { figures, cells, equations };
}
