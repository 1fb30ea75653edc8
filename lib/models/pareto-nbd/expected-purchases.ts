import { powerIntegral } from '#lib/numerics/power-integral.ts';
import type { ActivePast } from '../bg-nbd/expected-purchases.ts';
import type { PurchaseHistory } from '../history.ts';
import type { ParetoNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

/**
 * Expected purchases in (T, T + horizon], horizon ≥ 0 in the unit of the history (Schmittlein, Morrison & Colombo
 * 1987; Fader & Hardie 2005).
 */
export function expectedPurchases(
  parameters: ParetoNbdParameters,
  history: PurchaseHistory,
  horizon: number,
): number {
  return probabilityAlive(parameters, history) * purchasesIfAlive(parameters, history, horizon);
}

/**
 * The same of a customer who is active at T: (r+x)/(α+T) times the expected active time,
 * (β+T)/(s−1) · [1 − ((β+T)/(β+T+t))^(s−1)], regular at s = 1.
 */
export function purchasesIfAlive(
  { r, alpha, s, beta }: ParetoNbdParameters,
  { frequency, age }: ActivePast,
  horizon: number,
): number {
  const activeTime = (beta + age) * powerIntegral(1 - s, Math.log1p(horizon / (beta + age)));
  return ((r + frequency) / (alpha + age)) * activeTime;
}
