/** What is asked of an active subscriber's future. */
export interface TenureOutlook {
  /** Renewals made so far; 0 for a new subscriber before the first. */
  readonly renewals: number;
  /** Discount rate of one renewal period, as a fraction ≥ 0. */
  readonly rate: number;
  /** How many of the next renewals count; `Infinity` for all. */
  readonly periods: number;
}

/** An endless horizon without discount: the sum may have no end. */
export class UnboundedLifetime extends Error {
  override readonly name = 'UnboundedLifetime';
}

const NEGLIGIBLE = 1e-15;

/**
 * Expected number of renewals to come, each discounted to now: Σ over j = 0, 1, … of P(renewal k+1+j is made | active
 * after k) / (1 + rate)^j. **Now** is just before the next renewal, so that one counts in full (Fader & Hardie 2010,
 * "Customer-base valuation in a contractual setting": DERL). DEL of a new subscriber, the first payment included, is
 * 1 + DERL(k = 0) / (1 + rate). Throws `UnboundedLifetime`.
 */
export function residualLifetime(
  retentionRate: (renewal: number) => number,
  { renewals, rate, periods }: TenureOutlook,
): number {
  if (!(periods < Number.POSITIVE_INFINITY || rate > 0)) {
    throw new UnboundedLifetime(
      `an endless horizon needs a discount rate above 0, not ${rate}; or give a horizon in renewals`,
    );
  }
  const discount = 1 / (1 + rate);
  let share = 1;
  let sum = 0;
  for (let j = 0; j < periods; j += 1) {
    share *= retentionRate(renewals + 1 + j) * (j > 0 ? discount : 1);
    sum += share;
    if (share <= NEGLIGIBLE * (1 - discount) * sum) break;
  }
  return sum;
}
