import type { Random } from './random-from.ts';

/** Trials up to and with the first success, 1, 2, …, for a success probability in (0, 1]; by inversion. */
export function sampleGeometric(probability: number, random: Random): number {
  if (probability >= 1) return 1;
  return 1 + Math.floor(Math.log1p(-random()) / Math.log1p(-probability));
}
