import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Orders per customer who ordered in the week; never annualised. */
export const purchaseFrequency = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'purchase-frequency',
          options: '',
          unit: 'ratio',
          of: ['orders', 'ordering-customers'],
          value: (total) => ratio(total('orders'), total('ordering-customers')),
        },
      ],
    },
    context,
  );
