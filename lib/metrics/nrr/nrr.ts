import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { type SubscriptionFigure, subscriptionFigures } from '../subscription-figures.ts';

const NRR = { metric: 'nrr', unit: 'share', grain: 'year' } as const;

const FIGURES: readonly SubscriptionFigure[] = [
  {
    ...NRR,
    options: '',
    of: ['retained', 'loss', 'expansion', 'opening'],
    value: (total) => ratio(total('retained') + total('expansion'), total('opening')),
  },
  {
    ...NRR,
    options: 'reactivation=in',
    of: ['retained', 'loss', 'expansion', 'returned', 'opening'],
    value: (total) =>
      ratio(total('retained') + total('expansion') + total('returned'), total('opening')),
  },
];

/** Recurring revenue of a year ago that its payers still pay, with what they added; new payers are not in it. */
export const netRetention = (rows: readonly CellRow[], context: MeasureContext): Measured =>
  subscriptionFigures(rows, FIGURES, context);
