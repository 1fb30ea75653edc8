import { checkHistories, type HistoryGroup, InvalidHistory } from '../history.ts';

/** A thousand years of months: what is longer is a date gone wrong. */
const LONGEST = 12_000;

/**
 * Throws `InvalidHistory` unless each history counts opportunities: recency t_x and age n whole, x ≤ t_x ≤ n ≤ 12,000,
 * t_x = 0 without a transaction, and customers > 0.
 */
export function checkOpportunities(groups: readonly HistoryGroup[]): void {
  checkHistories(groups);
  for (const { frequency, recency, age } of groups) {
    const isWhole = Number.isInteger(recency) && Number.isInteger(age);
    if (!(isWhole && frequency <= recency && age <= LONGEST)) {
      throw new InvalidHistory(
        `${frequency} transactions, the last at opportunity ${recency} of ${age}, cannot be; ` +
          'count whole opportunities and at most one transaction at each',
      );
    }
  }
}
