import type { Random } from '#lib/numerics/random-from.ts';
import { sampleBeta } from '#lib/numerics/sample-beta.ts';
import type { BdwParameters } from './parameters.ts';

/** Renewals of one new subscriber before the one that is let pass: the whole part of (ln U / ln(1−p))^(1/c). */
export function simulateRenewals({ alpha, beta, c }: BdwParameters, random: Random): number {
  const probability = sampleBeta({ a: alpha, b: beta }, random);
  const power = Math.log1p(-random()) / Math.log1p(-probability);
  return Math.floor(power ** (1 / c));
}
