import type { Fact, MeasureContext } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import sql from './weekly-flow.sql';

/** Measures of a closed week that count customers; a guest order counts as a customer of the guests only. */
export const FLOW_COUNTS = [
  'ordering-customers',
  'returning-customers',
  'first-order-customers',
  'first-time-customers',
  'acquisition-unknown-customers',
] as const;
/** Measures of a closed week that sum: whole orders, or minor units of money. */
export const FLOW_SUMS = [
  'orders',
  'gross-sales',
  'discounts',
  'discounted-sales',
  'refunds',
  'net-sales',
  'shipping',
  'net-revenue',
  'variable-costs',
  'cogs',
  'cm1',
  'fulfilment',
  'contribution',
] as const;

export type FlowMeasure = (typeof FLOW_COUNTS)[number] | (typeof FLOW_SUMS)[number];

/** One measure is the sum of others, customer by customer. */
interface FlowIdentity {
  readonly total: FlowMeasure;
  readonly parts: readonly FlowMeasure[];
  /** Holds only where orders carry their costs. */
  readonly costs?: true;
}

/** How the measures of a week add up: the money ladder (rule G2) and who the ordering customers are (rule G4). */
export const FLOW_IDENTITIES: readonly FlowIdentity[] = [
  { total: 'ordering-customers', parts: ['returning-customers', 'first-order-customers'] },
  {
    total: 'first-order-customers',
    parts: ['first-time-customers', 'acquisition-unknown-customers'],
  },
  { total: 'gross-sales', parts: ['discounts', 'discounted-sales'] },
  { total: 'discounted-sales', parts: ['refunds', 'net-sales'] },
  { total: 'net-revenue', parts: ['net-sales', 'shipping'] },
  { total: 'net-revenue', parts: ['cogs', 'cm1'] },
  { total: 'cm1', parts: ['fulfilment', 'contribution'], costs: true },
  { total: 'net-revenue', parts: ['variable-costs', 'contribution'], costs: true },
];

/** Takes the weeks that are compared. */
export const flowParameters = ({
  week,
  priorWeek,
  yearAgoWeek,
}: Pick<MeasureContext, 'week' | 'priorWeek' | 'yearAgoWeek'>) => ({
  week,
  prior_week: priorWeek,
  year_ago_week: yearAgoWeek,
  measures: [...FLOW_COUNTS, ...FLOW_SUMS].join(','),
});

/** What customers did and were worth in the reported week, the week before and the same week a year ago. */
export const weeklyFlow: Fact<CellRow> = {
  query: audienceCellQuery('weekly-flow', sql),
  parameters: flowParameters,
};
