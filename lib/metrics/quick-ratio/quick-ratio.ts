import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { subscriptionFigures } from '../subscription-figures.ts';

/** Recurring revenue won per unit lost in each compared month; without any loss there is none. */
export const quickRatio = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  subscriptionFigures(
    rows,
    [
      {
        metric: 'quick-ratio',
        options: '',
        unit: 'ratio',
        grain: 'month',
        of: ['gain', 'loss'],
        value: (total) => ratio(total('gain'), total('loss')) ?? 'no_churn',
      },
    ],
    context,
  );
