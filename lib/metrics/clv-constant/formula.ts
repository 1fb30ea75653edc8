/** A customer who stays from one period to the next with the same chance each time. Rates are per period. */
export interface ConstantRetention {
  /** Margin of a period in which the customer is there. */
  readonly margin: number;
  readonly retention: number;
  readonly discount: number;
  /** `now`: the first margin is certain and comes at once. `end`: it comes after one period, from those who stay. */
  readonly timing: 'now' | 'end';
}

/**
 * Value at constant retention: m (1 + d) / (1 + d - r), or m r / (1 + d - r) where the first margin comes after one period.
 * Null where nobody is ever lost and nothing is discounted. Gupta & Lehmann (2005), Managing Customers as Investments.
 */
export function constantValue({
  margin,
  retention,
  discount,
  timing,
}: ConstantRetention): number | null {
  const lost = 1 + discount - retention;
  if (lost <= 0) return null;
  return (margin * (timing === 'now' ? 1 + discount : retention)) / lost;
}
