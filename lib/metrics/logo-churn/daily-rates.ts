import type { SubscriptionDay } from '../facts/subscriptions/subscription-days.ts';

/** To a hundredth of a percent: all digits of such a sum would tell the days apart. */
const STEPS = 10_000;

/**
 * Sum over the days of those lost on a day / those who pay at its start. Null where nobody pays at the start.
 *
 * @param days of one month in order; days on which nothing happened may be left out.
 */
export function sumOfDailyRates(
  days: readonly Pick<SubscriptionDay, 'joined' | 'lost'>[],
  paying: number,
): number | null {
  if (paying === 0) return null;
  let [active, sum] = [paying, 0];
  for (const { joined, lost } of days) {
    sum += active > 0 ? Math.min(1, lost / active) : 0;
    active += joined - lost;
  }
  return Math.round(sum * STEPS) / STEPS;
}
