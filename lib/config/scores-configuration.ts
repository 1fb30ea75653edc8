import * as z from 'zod';

/** An amount in the reporting currency. */
const amount = z.number().positive().max(1_000_000_000);

const TIERS = 'must be quantiles, or { mid: 50, high: 200 } with mid below high';

const bounds = z
  .strictObject({
    mid: amount.describe('least CLV of the middle tier, in the reporting currency'),
    high: amount.describe('least CLV of the high tier'),
  })
  .refine(({ mid, high }) => mid < high, { error: TIERS });

/** A forecast of a customer is old news after a year. */
const LONGEST_DAYS = 400;

/** Scores of single customers, which a run writes only where this is given. */
export const scores = z
  .strictObject({
    keepDays: z
      .int()
      .min(1)
      .max(LONGEST_DAYS, `must be at most ${LONGEST_DAYS} days`)
      .default(90)
      .describe('days after its cut for which a file of scores is kept; a later run removes it'),
    tiers: z
      .union([z.literal('quantiles'), bounds], { error: TIERS })
      .default('quantiles')
      .describe('quantiles: thirds of the customers by CLV; or the bounds'),
  })
  .describe(
    'left out: no customer is scored; else each run writes expected purchases, P(alive), CLV and tier of each customer ' +
      'who may be profiled (purpose customer-scoring) as Parquet below its store, in an account as the table customer_scores; ' +
      'never in a report or a mail',
  );

export type ScoresConfiguration = z.output<typeof scores>;
