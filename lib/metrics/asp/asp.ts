import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { type SubscriptionFigure, subscriptionFigures } from '../subscription-figures.ts';

const OF_MONTH = { metric: 'asp', grain: 'month' } as const;

const FIGURES: readonly SubscriptionFigure[] = [
  {
    ...OF_MONTH,
    options: '',
    unit: 'money',
    of: ['new', 'new-subscribers'],
    value: (total) => ratio(total('new'), total('new-subscribers')),
  },
  {
    ...OF_MONTH,
    options: 'part=new-subscribers',
    unit: 'count',
    of: ['new-subscribers'],
    value: (total) => total('new-subscribers'),
  },
];

/** New recurring revenue per new account of each compared month; who comes back is not new. */
export const sellingPrice = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  subscriptionFigures(rows, FIGURES, context);
