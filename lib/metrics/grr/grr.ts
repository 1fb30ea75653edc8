import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { subscriptionFigures } from '../subscription-figures.ts';

/** Recurring revenue of a year ago that its payers still pay, each at most what they paid then. */
export const grossRetention = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  subscriptionFigures(
    rows,
    [
      {
        metric: 'grr',
        options: '',
        unit: 'share',
        grain: 'year',
        of: ['retained', 'loss', 'opening'],
        value: (total) => ratio(total('retained'), total('opening')),
      },
    ],
    context,
  );
