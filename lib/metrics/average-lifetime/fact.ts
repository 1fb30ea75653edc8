import * as z from 'zod';
import { latestClosedMonth } from '../clv-simple/facts.ts';
import type { Fact } from '../metric.ts';
import type { Lives } from './kaplan-meier.ts';
import sql from './lives.sql';

const whole = z.coerce.number().refine(Number.isSafeInteger);
const schema = z.object({
  basis: z.enum(['orders', 'subscriptions']),
  periods: whole,
  is_ended: z.boolean(),
  customers: whole,
});

/** Customers with lives of one length; `basis` says what ends a life. */
export interface LifeRow extends Lives {
  readonly basis: 'orders' | 'subscriptions';
}

/**
 * Months from first order to the sixth silent month, or to the latest closed one; months from the start of a subscriber's latest
 * spell to its end, or to the quarter close.
 */
export const lives: Fact<LifeRow> = {
  query: {
    name: 'lives',
    sql,
    parseRow: (raw) => {
      const { is_ended: ended, ...row } = schema.parse(raw);
      return { ...row, ended };
    },
  },
  parameters: (context) => ({ month: latestClosedMonth(context), cut: context.closeDate }),
};
