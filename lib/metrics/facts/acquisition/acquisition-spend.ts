import * as z from 'zod';
import type { Fact } from '../../metric.ts';
import sql from './acquisition-spend.sql';

const whole = z.coerce.number().refine(Number.isSafeInteger);

const schema = z.object({
  grain: z.enum(['week', 'month']),
  period: whole,
  channel: z.string(),
  cost_type: z.string(),
  spend: whole,
});

/** Acquisition spend of one counted week or fiscal month, channel and cost type, in minor units. */
export interface SpendRow {
  readonly grain: 'week' | 'month';
  readonly period: number;
  readonly channel: string;
  readonly costType: string;
  readonly spend: number;
}

/** Acquisition spend of the compared weeks, and of every fiscal month before the cut. */
export const acquisitionSpend: Fact<SpendRow> = {
  query: {
    name: 'acquisition-spend',
    sql,
    parseRow: (raw) => {
      const { cost_type: costType, ...row } = schema.parse(raw);
      return { ...row, costType };
    },
  },
  parameters: ({ week, priorWeek, yearAgoWeek }) => ({
    week,
    prior_week: priorWeek,
    year_ago_week: yearAgoWeek,
  }),
};

/** Which spend is meant; everything left out is meant whole. */
interface SpendChoice {
  readonly grain: 'week' | 'month';
  readonly period: number;
  readonly channel?: string;
  /** Paid media alone, without agencies, salaries, tools, events, promotions and referrals. */
  readonly media?: boolean;
}

/** Minor units spent; null where nothing was delivered for the period, which is not the same as 0. */
export function spendIn(rows: readonly SpendRow[], choice: SpendChoice): number | null {
  const period = rows.filter((row) => row.grain === choice.grain && row.period === choice.period);
  if (period.length === 0) return null;
  return period
    .filter(({ channel }) => choice.channel === undefined || channel === choice.channel)
    .filter(({ costType }) => choice.media !== true || costType === 'media')
    .reduce((sum, { spend }) => sum + spend, 0);
}

/** Channels that money was spent on in the period, in name order. */
export const channelsWithSpend = (
  rows: readonly SpendRow[],
  choice: Omit<SpendChoice, 'channel'>,
): string[] =>
  [...new Set(rows.map(({ channel }) => channel))]
    .filter((channel) => (spendIn(rows, { ...choice, channel }) ?? 0) > 0)
    .sort();
