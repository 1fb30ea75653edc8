import type { TenureOutlook } from '../tenure/residual-lifetime.ts';
import type { RetentionRate } from './retention-model.ts';

/** Expectation and variance of one subscriber's discounted payments to come, of 1 each. */
export interface PaymentMoments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Payments at the next renewals of a subscriber who is active: as `residualLifetime`, **now** is just before the next
 * renewal. With N renewals made the payments are A(N) = Σ over j < N of (1 + rate)^−j, so that E[A] = Σ P(N > j) (1 +
 * rate)^−j and E[A²] = Σ P(N > j) (A(j+1)² − A(j)²).
 */
export function paymentMoments(
  retentionRate: RetentionRate,
  { renewals, periods, rate }: TenureOutlook,
): PaymentMoments {
  const discount = 1 / (1 + rate);
  const sums = { share: 1, paid: 0, mean: 0, square: 0 };
  let payment = 1;
  for (let j = 0; j < periods; j += 1) {
    sums.share *= retentionRate(renewals + 1 + j);
    sums.mean += sums.share * payment;
    sums.square += sums.share * payment * (2 * sums.paid + payment);
    sums.paid += payment;
    payment *= discount;
  }
  return { mean: sums.mean, variance: Math.max(0, sums.square - sums.mean ** 2) };
}

/**
 * Discounted payments of a new subscriber, of 1 each: the first one now and then the renewals, `periods` payments at
 * most (Fader & Hardie 2010: DEL).
 */
export const newSubscriberPayments = (
  retentionRate: RetentionRate,
  { periods, rate }: Omit<TenureOutlook, 'renewals'>,
): number =>
  1 + paymentMoments(retentionRate, { renewals: 0, periods: periods - 1, rate }).mean / (1 + rate);
