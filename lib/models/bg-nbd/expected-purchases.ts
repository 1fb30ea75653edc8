import { betaExpectation } from '#lib/numerics/beta-expectation.ts';
import { hypergeometricQuotient } from '#lib/numerics/hypergeometric-quotient.ts';
import type { PurchaseHistory } from '../history.ts';
import type { BgNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

/** All that counts of the past of a customer who is active at T. */
export type ActivePast = Omit<PurchaseHistory, 'recency'>;

const TOLERATED_CANCELLATION = 1e4;

/**
 * Expected purchases in (T, T + horizon], horizon ≥ 0 in the unit of the history (Fader, Hardie & Lee 2005, eq. 10).
 *
 * Euler's transformation of the published ₂F₁ gives
 * E = P(alive) · C/(a−1) · [1 − (1−z)^(a−1) · ₂F₁(a−1, a+b−1−r; C; z)], C = a+b+x−1, z = t/(α+T+t),
 * a short series that is regular at a = 1. Where it cancels or hardly converges (z → 1, huge a, b or r), the mean over
 * the dropout probability is integrated instead.
 */
export function expectedPurchases(
  parameters: BgNbdParameters,
  history: PurchaseHistory,
  horizon: number,
): number {
  return probabilityAlive(parameters, history) * purchasesIfAlive(parameters, history, horizon);
}

/** The same of a customer who is active at T. */
export function purchasesIfAlive(
  parameters: BgNbdParameters,
  past: ActivePast,
  horizon: number,
): number {
  if (horizon === 0) return 0;
  return bySeries(parameters, past, horizon) ?? byQuadrature(parameters, past, horizon);
}

function bySeries(
  { r, alpha, a, b }: BgNbdParameters,
  { frequency, age }: ActivePast,
  horizon: number,
): number | null {
  const c = a + b + frequency - 1;
  if (c <= 0) return null;
  const z = horizon / (alpha + age + horizon);
  const series = hypergeometricQuotient({ a: a - 1, b: a + b - 1 - r, c, z });
  if (!series) return null;
  const log = -Math.log1p(horizon / (alpha + age));
  const power = Math.exp((a - 1) * log);
  const head = a === 1 ? -log : -Math.expm1((a - 1) * log) / (a - 1);
  const difference = head - power * series.value;
  const cancelled = Math.abs(head) + power * series.magnitude;
  return cancelled < TOLERATED_CANCELLATION * difference ? c * difference : null;
}

/** E[(1 − (1 + pτ)^−(r+x)) / p] over p ~ Beta(a, b+x), τ = t/(α+T): purchases until dropout or the horizon. */
function byQuadrature(
  { r, alpha, a, b }: BgNbdParameters,
  { frequency, age }: ActivePast,
  horizon: number,
): number {
  const ratio = horizon / (alpha + age);
  return betaExpectation(
    { a, b: b + frequency },
    (dropout) => -Math.expm1(-(r + frequency) * Math.log1p(dropout * ratio)) / dropout,
  );
}
