/**
 * What a purchase model sees of one customer, in one time unit (weeks or days, fractions allowed):
 * repeat purchases x (whole), age at the last purchase t_x (0 without a repeat), age at the end of observation T.
 */
export interface PurchaseHistory {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

/** Customers who share one history. */
export interface HistoryGroup extends PurchaseHistory {
  readonly customers: number;
}

/**
 * Repeat customers of one frequency and near-equal mean value m of a repeat purchase, in one money unit:
 * Σ m and Σ ln m over them. Exact when all share one mean.
 */
export interface ValueGroup {
  readonly frequency: number;
  readonly customers: number;
  readonly sumMean: number;
  readonly sumLogMean: number;
}

/** A group that no purchase history can have. */
export class InvalidHistory extends Error {
  override readonly name = 'InvalidHistory';
}

/** Throws `InvalidHistory` unless x is whole, 0 ≤ t_x ≤ T, t_x = 0 without a repeat, and customers > 0. */
export function checkHistories(groups: readonly HistoryGroup[]): void {
  for (const group of groups) {
    const fault = faultOf(group);
    if (fault) throw new InvalidHistory(`${fault}; group the histories again from the orders`);
  }
}

function faultOf({ frequency, recency, age, customers }: HistoryGroup): string | null {
  if (!(Number.isInteger(frequency) && frequency >= 0)) {
    return `frequency is ${frequency}, not a whole number from 0`;
  }
  if (!(customers > 0 && Number.isFinite(customers))) return `a group of ${customers} customers`;
  if (!(recency >= 0 && recency <= age && Number.isFinite(age))) {
    return `recency ${recency} is not between 0 and the age ${age}`;
  }
  return frequency === 0 && recency > 0 ? `recency ${recency} without a repeat purchase` : null;
}
