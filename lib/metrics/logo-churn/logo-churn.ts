import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { SubscriptionDay } from '../facts/subscriptions/subscription-days.ts';
import type { SubscriptionMeasure } from '../facts/subscriptions/subscription-movements.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import { type SubscriptionFigure, subscriptionFigures } from '../subscription-figures.ts';
import { sumOfDailyRates } from './daily-rates.ts';

const OF_MONTH = { metric: 'logo-churn', unit: 'share', grain: 'month' } as const;

/** Share of the customers at the start who were lost for one kind of reason; unknown where no reason is delivered. */
const byReason = (reason: 'voluntary' | 'involuntary' | 'unknown-reason'): SubscriptionFigure => ({
  ...OF_MONTH,
  options: `reason=${reason.replace('-reason', '')}`,
  of: [reason, 'churned', 'stayed', 'opening-subscribers'],
  value: (total) =>
    total('churned') > 0 && total('churned') === total('unknown-reason')
      ? 'missing_input'
      : ratio(total(reason), total('opening-subscribers')),
});

const STANDARD: readonly SubscriptionFigure[] = [
  {
    ...OF_MONTH,
    options: '',
    of: ['churned', 'stayed', 'opening-subscribers'],
    value: (total) => ratio(total('churned'), total('opening-subscribers')),
  },
  {
    ...OF_MONTH,
    options: 'part=churned',
    unit: 'count',
    of: ['churned'],
    value: (total) => total('churned'),
  },
];

const GROSS: readonly SubscriptionMeasure[] = ['lost', 'not-lost', 'exposed'];

/**
 * Subscribers lost in each compared month: net of those who joined or came back in it (standard), of all who paid at
 * any time (stripe30), and as a sum of daily rates. By reason the standard one.
 */
export function logoChurn(
  rows: { readonly movements: readonly CellRow[]; readonly days: readonly SubscriptionDay[] },
  context: MeasureContext,
): Measured {
  const gross: readonly SubscriptionFigure[] = [
    {
      ...OF_MONTH,
      options: 'variant=stripe30',
      of: GROSS,
      value: (total) => ratio(total('lost'), total('exposed')),
    },
    {
      ...OF_MONTH,
      options: 'variant=daily-sum',
      of: [...GROSS, 'opening-subscribers'],
      value: (total, { period }) =>
        sumOfDailyRates(
          rows.days.filter((day) => day.period === period),
          total('opening-subscribers'),
        ),
    },
  ];
  const reasons = [byReason('voluntary'), byReason('involuntary'), byReason('unknown-reason')];
  return subscriptionFigures(rows.movements, [...STANDARD, ...gross, ...reasons], context);
}
