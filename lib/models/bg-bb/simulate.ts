import type { Random } from '#lib/numerics/random-from.ts';
import { sampleBeta } from '#lib/numerics/sample-beta.ts';
import { sampleGeometric } from '#lib/numerics/sample-geometric.ts';
import type { BgBbParameters } from './parameters.ts';

/** The opportunities (1, 2, …, `opportunities`) at which one new customer buys, ascending. */
export function simulateTransactions(
  { alpha, beta, gamma, delta }: BgBbParameters,
  opportunities: number,
  random: Random,
): number[] {
  const buys = sampleBeta({ a: alpha, b: beta }, random);
  const active = sampleGeometric(sampleBeta({ a: gamma, b: delta }, random), random) - 1;
  const seen = Array.from({ length: Math.min(active, opportunities) }, (_, i) => i + 1);
  return seen.filter(() => random() < buys);
}
