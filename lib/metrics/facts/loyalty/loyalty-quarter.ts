import * as z from 'zod';
import { addDays, quarterStart } from '#lib/units/calendar.ts';
import type { Fact } from '../../metric.ts';
import sql from './loyalty-quarter.sql';

const whole = z.coerce.number().refine(Number.isSafeInteger);

const schema = z.object({
  tier_before: z.string(),
  tier_now: z.string(),
  customers: whole,
  ordering: whole,
});

/** Customers who held one loyalty tier at the close before and hold another, or the same, at this close. */
export interface LoyaltyMove {
  /** `none`: not a member then. */
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  /** Of them, those who ordered in the quarter between the closes. */
  readonly ordering: number;
}

/** Moves between loyalty tiers in the last closed quarter; who was a member at neither close is absent. */
export const loyaltyQuarter: Fact<LoyaltyMove> = {
  query: {
    name: 'loyalty-quarter',
    sql,
    parseRow: (raw) => {
      const { tier_before: from, tier_now: to, ...counts } = schema.parse(raw);
      return { from, to, ...counts };
    },
  },
  parameters: ({ closeDate, fiscal }) => ({
    opens: quarterStart(addDays(closeDate, -1), fiscal),
    closes: closeDate,
  }),
};
