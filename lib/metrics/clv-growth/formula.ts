/** A margin that grows by the same amount each period. Rates are per period. */
export interface GrowingMargin {
  /** Margin of the first period, which comes now. */
  readonly margin: number;
  /** What it grows by in each period. */
  readonly growth: number;
  readonly churn: number;
  readonly discount: number;
}

/**
 * a / (1 - K) + g K / (1 - K)^2 with K = (1 - churn) / (1 + discount). Null where neither takes anything away.
 * Skok (2016), What's your TRUE customer lifetime value? DCF provides the answer.
 */
export function growingValue({ margin, growth, churn, discount }: GrowingMargin): number | null {
  const kept = (1 - churn) / (1 + discount);
  if (kept >= 1) return null;
  return margin / (1 - kept) + (growth * kept) / (1 - kept) ** 2;
}
