import type { BetaRatioArguments } from '#lib/numerics/log-beta-ratio.ts';
import type { BdwParameters } from './parameters.ts';

/**
 * −ln of the retention rate of a renewal (1 the first) is ln B(α, β+(t−1)^c) − ln B(α, β+t^c): from β+(t−1)^c up by t^c − (t−1)^c, that without cancellation.
 */
export function hazardArguments(
  { alpha, beta, c }: BdwParameters,
  renewal: number,
): BetaRatioArguments {
  if (renewal === 1) return { a: alpha, b: beta, s: 1 };
  const length = renewal ** c * -Math.expm1(c * Math.log1p(-1 / renewal));
  return { a: alpha, b: beta + (renewal - 1) ** c, s: length };
}
