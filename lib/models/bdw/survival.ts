import { logBetaRatio } from '#lib/numerics/log-beta-ratio.ts';
import type { BdwParameters } from './parameters.ts';
import { renewalHazard } from './renewal-hazard.ts';

/** S(t): share of new subscribers who renew at least `renewals` times (Fader et al. 2018). */
export function survival({ alpha, beta, c }: BdwParameters, renewals: number): number {
  return renewals === 0 ? 1 : Math.exp(-logBetaRatio({ a: alpha, b: beta, s: renewals ** c }));
}

/** Share of those who come to a renewal (1 the first) and renew. */
export const retentionRate = (parameters: BdwParameters, renewal: number): number =>
  Math.exp(-renewalHazard(parameters, renewal));
