import type { PurchaseHistory } from '../history.ts';
import { residualLifetime } from '../tenure/residual-lifetime.ts';
import type { BgBbParameters } from './parameters.ts';
import { probabilityStayed } from './probability-alive.ts';

/** The next opportunities that count. */
export interface OpportunityOutlook {
  /** How many; `Infinity` for all, with a rate above 0. */
  readonly opportunities: number;
  /** Discount rate from one opportunity to the next, as a fraction ≥ 0. */
  readonly rate: number;
}

/**
 * Expected transactions at the next opportunities, each discounted to the last observed one, so that the next already
 * counts 1/(1 + rate): eq. 13 of Fader, Hardie & Shang (2010) at rate 0, their DERT without an end.
 *
 * P(stayed) · (α+x)/(α+β+n) · Σ over j ≥ 1 of (1+rate)^−j Π over i < j of (δ+n+i)/(γ+δ+n+i): regular at γ = 1, where the
 * closed form divides by zero. Throws `UnboundedLifetime`.
 */
export function expectedTransactions(
  parameters: BgBbParameters,
  history: PurchaseHistory,
  { opportunities, rate }: OpportunityOutlook,
): number {
  const { alpha, beta, gamma, delta } = parameters;
  const { frequency, age } = history;
  const active = residualLifetime((next) => (delta + next - 1) / (gamma + delta + next - 1), {
    renewals: age,
    rate,
    periods: opportunities,
  });
  const buys = (alpha + frequency) / (alpha + beta + age);
  return (probabilityStayed(parameters, history) * buys * active) / (1 + rate);
}
