import type { PurchaseHistory } from '../history.ts';
import type { MbgNbdParameters } from './parameters.ts';

/**
 * P(still active at T), below 1 without a repeat purchase too (Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner
 * 2007).
 */
export function probabilityAlive(
  { r, alpha, a, b }: MbgNbdParameters,
  { frequency, recency, age }: PurchaseHistory,
): number {
  const gap = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + (a / (b + frequency)) * Math.exp((r + frequency) * gap));
}
