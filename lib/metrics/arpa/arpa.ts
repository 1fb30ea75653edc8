import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { type SubscriptionFigure, subscriptionFigures } from '../subscription-figures.ts';

const AT_CLOSE = { metric: 'arpa', grain: 'month' } as const;

const FIGURES: readonly SubscriptionFigure[] = [
  {
    ...AT_CLOSE,
    options: '',
    unit: 'money',
    of: ['closing', 'closing-subscribers'],
    value: (total) => ratio(total('closing'), total('closing-subscribers')),
  },
  {
    ...AT_CLOSE,
    options: 'part=subscribers',
    unit: 'count',
    of: ['closing-subscribers'],
    value: (total) => total('closing-subscribers'),
  },
];

/** Recurring revenue per paying account at each compared month close, and how many pay. */
export const revenuePerAccount = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  subscriptionFigures(rows, FIGURES, context);
