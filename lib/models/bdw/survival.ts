import { logBetaRatio } from '#lib/numerics/log-beta-ratio.ts';
import type { BdwParameters } from './parameters.ts';
import { hazardArguments } from './renewal-hazard.ts';

/** ln of a power of time above which machine numbers end; from there on S falls as t^(−αc), to 1e-290 of itself. */
const LARGEST = 680;

/** S(t): share of new subscribers who renew at least `renewals` times (Fader et al. 2018). */
export const survival = (parameters: BdwParameters, renewals: number): number =>
  Math.exp(-logDecline(parameters, renewals));

/** −ln S(t) = ln B(α, β) − ln B(α, β+t^c). */
function logDecline({ alpha, beta, c }: BdwParameters, renewals: number): number {
  if (renewals === 0) return 0;
  const logPower = c * Math.log(renewals);
  const s = logPower < LARGEST ? renewals ** c : Math.exp(LARGEST);
  const declined = logBetaRatio({ a: alpha, b: beta, s });
  return declined + alpha * Math.max(0, logPower - LARGEST);
}

/** Share of those who come to a renewal (1 the first) and renew. */
export function retentionRate(parameters: BdwParameters, renewal: number): number {
  const isLarge = parameters.c * Math.log(renewal) > LARGEST;
  const lost = isLarge
    ? logDecline(parameters, renewal) - logDecline(parameters, renewal - 1)
    : logBetaRatio(hazardArguments(parameters, renewal));
  return Math.exp(-lost);
}
