import * as z from 'zod';

/** A row of a file of scores. */
export const scoreRow = z.strictObject({
  customer_id: z.string(),
  probability_alive: z.number(),
  expected_purchases: z.number(),
  expected_mean_value: z.number(),
  lifetime_value: z.number(),
  tier: z.enum(['low', 'mid', 'high']),
  scored_on: z.string(),
  expires_on: z.string(),
});
