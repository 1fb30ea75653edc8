import * as z from 'zod';
import type { Fact } from '../../metric.ts';
import sql from './marketing-months.sql';

const whole = z.coerce.number().refine(Number.isSafeInteger);

const schema = z.object({ period: whole, spend: whole });

/** Sales and marketing spend of a fiscal month in minor units. */
export type MarketingMonth = z.infer<typeof schema>;

/** Sales and marketing spend of every fiscal month before the cut, whatever it was for. */
export const marketingMonths: Fact<MarketingMonth> = {
  query: { name: 'marketing-months', sql, parseRow: (raw) => schema.parse(raw) },
  parameters: () => ({}),
};

/** Spend of `months` fiscal months up to `last`; null unless something was delivered for each of them. */
export function spendOfMonths(
  rows: readonly MarketingMonth[],
  { last, months }: { readonly last: number; readonly months: number },
): number | null {
  const own = rows.filter(({ period }) => period > last - months && period <= last);
  return own.length < months ? null : own.reduce((sum, { spend }) => sum + spend, 0);
}
