import * as z from 'zod';
import type { SubscriberGroup } from '#lib/models/contractual-value/subscriber-group.ts';
import type { Query } from '#lib/privacy/scope/scoped-query.ts';
import sql from './tenure-groups.sql';

const renewalMonths = z.union([z.literal(1), z.literal(3), z.literal(12)]);

const tenureRow = z.object({
  level: z.string(),
  renewal_months: z.preprocess(Number, renewalMonths),
  age: z.coerce.number(),
  renewals: z.coerce.number(),
  is_lost: z.boolean(),
  customers: z.coerce.number(),
  mrr_minor: z.coerce.number(),
  squared_mrr_minor: z.coerce.number(),
});

/** Tenures of subscribers in scope before a cut; revenue in major units. */
export const tenureGroups = (minorUnits: number): Query<SubscriberGroup> => ({
  name: 'tenure-groups',
  sql,
  parseRow: (raw) => {
    const row = tenureRow.parse(raw);
    return {
      level: row.level,
      renewalMonths: row.renewal_months,
      age: row.age,
      renewals: row.renewals,
      isLost: row.is_lost,
      customers: row.customers,
      monthlyRevenue: row.mrr_minor / minorUnits,
      squaredMonthlyRevenue: row.squared_mrr_minor / minorUnits ** 2,
    };
  },
});
