import * as z from 'zod';
import { addDays, quarterStart } from '#lib/units/calendar.ts';
import type { Fact } from '../../metric.ts';
import sql from './tier-moves.sql';

/** Tiers from the top, in the order of the report. */
export const TIERS = ['high', 'mid', 'low'] as const;
export type Tier = (typeof TIERS)[number];
/** `none`: no order in the 365 days before the close. */
export type TierOrNone = Tier | 'none';

/**
 * What parts the tiers. `previous close`: the thirds of the value at the close before, held fixed for both closes.
 * `quantiles`: the thirds at this close. Or the least value of the middle and of the high tier, in minor units.
 */
export type TierThresholds =
  | 'previous close'
  | 'quantiles'
  | { readonly mid: number; readonly high: number };

export const thresholdsText = (thresholds: TierThresholds): string => {
  if (thresholds === 'previous close') return '';
  const value =
    thresholds === 'quantiles' ? thresholds : `${thresholds.mid}+${thresholds.high} minor units`;
  return `thresholds=${value}`;
};

const tier = z.enum([...TIERS, 'none']);

const schema = z.object({
  tier_before: tier,
  tier_now: tier,
  customers: z.coerce.number().refine(Number.isSafeInteger),
});

/** Customers who were in one tier at the close before and are in another, or the same, at this close. */
export interface TierMove {
  readonly from: TierOrNone;
  readonly to: TierOrNone;
  readonly customers: number;
}

const YEAR_DAYS = 365;

/** Moves by contribution in the 365 days before each of two closes; customers without an order in both are absent. */
export const tierMovesBy = (thresholds: TierThresholds): Fact<TierMove> => ({
  query: {
    name: 'tier-moves',
    sql,
    parseRow: (raw) => {
      const { tier_before: from, tier_now: to, customers } = schema.parse(raw);
      return { from, to, customers };
    },
  },
  parameters: ({ closeDate, fiscal }) => {
    const before = quarterStart(addDays(closeDate, -1), fiscal);
    const fixed = typeof thresholds === 'string' ? { mid: '', high: '' } : thresholds;
    return {
      before_from: addDays(before, -YEAR_DAYS),
      before_to: before,
      now_from: addDays(closeDate, -YEAR_DAYS),
      now_to: closeDate,
      thresholds: typeof thresholds === 'string' ? thresholds : 'fixed',
      mid: String(fixed.mid),
      high: String(fixed.high),
    };
  },
});

/** The standard moves, shared by the metrics that show them. */
export const tierMoves = tierMovesBy('previous close');
