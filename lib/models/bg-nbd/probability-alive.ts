import type { PurchaseHistory } from '../history.ts';
import type { BgNbdParameters } from './parameters.ts';

/**
 * P(still active at T). It is 1 for everyone without a repeat purchase, since dropout follows a repeat: it is no
 * retention figure. Fader, Hardie & Lee (2008), "Computing P(alive) using the BG/NBD model", eq. 4.
 */
export function probabilityAlive(
  { r, alpha, a, b }: BgNbdParameters,
  { frequency, recency, age }: PurchaseHistory,
): number {
  if (frequency === 0) return 1;
  const gap = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + (a / (b + frequency - 1)) * Math.exp((r + frequency) * gap));
}
