import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Net sales per customer who ordered in the week, in minor units: APV × purchase frequency. */
export const customerValue = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'customer-value',
          options: '',
          unit: 'money',
          of: ['net-sales', 'ordering-customers'],
          value: (total) => ratio(total('net-sales'), total('ordering-customers')),
        },
      ],
    },
    context,
  );
