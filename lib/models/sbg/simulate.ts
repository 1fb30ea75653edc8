import type { Random } from '#lib/numerics/random-from.ts';
import { sampleBeta } from '#lib/numerics/sample-beta.ts';
import { sampleGeometric } from '#lib/numerics/sample-geometric.ts';
import type { SbgParameters } from './parameters.ts';

/** Renewals of one new subscriber before the one that is let pass; Infinity where the own probability of that is 0. */
export const simulateRenewals = ({ alpha, beta }: SbgParameters, random: Random): number =>
  sampleGeometric(sampleBeta({ a: alpha, b: beta }, random), random) - 1;
