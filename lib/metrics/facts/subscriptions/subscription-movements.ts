import { monthStart } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import lives from './subscription-lives.sql';
import movements from './subscription-movements.sql';
import prices from './subscription-prices.sql';
import windows from './subscription-windows.sql';

/** What recurring revenue of a month is made of; those of the closed month are known by segment too. */
export const MRR_PARTS = [
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'fx',
] as const;

const STOCKS = ['opening', 'closing', 'change'] as const;
const SUBSCRIBERS = ['opening-subscribers', 'closing-subscribers', 'subscribers-change'] as const;

/** The measures of each kind of window, in minor units of recurring revenue or in subscribers. */
export const WINDOW_MEASURES = {
  month: [
    ...STOCKS,
    ...SUBSCRIBERS,
    ...MRR_PARTS,
    'retained',
    'gain',
    'loss',
    'stayed',
    'churned',
    'new-subscribers',
    'reactivated',
    'joined',
    'joined-lost',
    'lost',
    'lost-again',
    'lost-back',
    'exposed',
    'not-lost',
    'voluntary',
    'involuntary',
    'unknown-reason',
  ],
  quarter: [...STOCKS, ...SUBSCRIBERS],
  year: [
    ...STOCKS,
    ...SUBSCRIBERS,
    'retained',
    'expansion',
    'loss',
    'contraction',
    'churn',
    'returned',
    'reactivation',
    'new',
    'fx',
  ],
} as const;

export type Grain = keyof typeof WINDOW_MEASURES;

export type SubscriptionMeasure = (typeof WINDOW_MEASURES)[Grain][number];

/** Months that each kind of window lasts. */
export const WINDOW_MONTHS: Readonly<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };

/** The last month of the last closed fiscal quarter. */
export const quarterEndMonth = ({ month }: MeasureContext): number => month - ((month + 1) % 3);

/** A stretch between two closes; `period` is its last month. */
export interface SubscriptionWindow {
  readonly grain: Grain;
  readonly period: number;
}

/** The compared months, the year up to each of them, and the last closed quarter. */
export function subscriptionWindows(context: MeasureContext): readonly SubscriptionWindow[] {
  const { month, priorMonth, yearAgoMonth } = context;
  const months = [month, priorMonth, yearAgoMonth];
  return [
    ...months.map((period) => ({ grain: 'month', period }) as const),
    ...months.map((period) => ({ grain: 'year', period }) as const),
    { grain: 'quarter', period: quarterEndMonth(context) },
  ];
}

/** How subscribers and what they pay a month moved in each window; all subscriptions of a customer together. */
export const subscriptionMovements: Fact<CellRow> = {
  query: audienceCellQuery(
    'subscription-movements',
    composeSql({ windows, lives, prices }, movements),
  ),
  parameters: (context) => ({
    month: context.month,
    segment_measures: MRR_PARTS.join(','),
    month_measures: WINDOW_MEASURES.month.join(','),
    quarter_measures: WINDOW_MEASURES.quarter.join(','),
    year_measures: WINDOW_MEASURES.year.join(','),
    windows: subscriptionWindows(context)
      .map((window) => windowText(window, context))
      .join(','),
  }),
};

/** A window as the queries read it: what it is, and its two ends. */
export const windowText = (
  { grain, period }: SubscriptionWindow,
  { fiscal }: MeasureContext,
): string => {
  const opens = monthStart(period + 1 - WINDOW_MONTHS[grain], fiscal);
  const ends = monthStart(period + 1, fiscal);
  return [grain, period, opens, ends].join(' ');
};
