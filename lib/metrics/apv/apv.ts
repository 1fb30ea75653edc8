import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Net sales per order, in minor units. */
export const averagePurchaseValue = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'apv',
          options: '',
          unit: 'money',
          of: ['net-sales', 'orders'],
          value: (total) => ratio(total('net-sales'), total('orders')),
        },
      ],
    },
    context,
  );
