import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import { flowFigures } from '../flow-figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of the week's ordering customers who had ordered on an earlier day; the others are the complement. */
export const returningShare = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  flowFigures(
    rows,
    {
      figures: [
        {
          metric: 'returning-share',
          options: '',
          unit: 'share',
          of: ['returning-customers', 'first-order-customers', 'ordering-customers'],
          value: (total) => ratio(total('returning-customers'), total('ordering-customers')),
        },
      ],
    },
    context,
  );
