import { digammaGap } from './digamma-gap.ts';

const SHIFT_BELOW = 10;

/** Arguments of ln(B(a, b) / B(a, b + s)), all > 0. */
export interface BetaRatioArguments {
  readonly a: number;
  readonly b: number;
  readonly s: number;
}

/**
 * ln(B(a, b) / B(a, b + s)) ≥ 0 to about 1e-14 of itself, also where it is 1e-12 and four ln Γ of 1e5 would cancel.
 *
 * Γ(z+1) = z Γ(z) shifts b up by positive terms ln(1 + as/(b(a+b+s))); above 10 each part of Stirling's series
 * (Abramowitz & Stegun 6.1.41) is taken as a mixed difference over a and s at once.
 */
export function logBetaRatio({ a, b, s }: BetaRatioArguments): number {
  let shifted = b;
  let steps = 0;
  while (shifted < SHIFT_BELOW) {
    steps += crossing({ a, b: shifted, s });
    shifted += 1;
  }
  const cross = crossing({ a, b: shifted, s });
  const powers = a * Math.log1p(s / (shifted + a)) + s * Math.log1p(a / (shifted + s));
  const inverses =
    ((a / (shifted + a)) * (s / (shifted + s)) * (1 + shifted / (shifted + a + s))) / shifted;
  const tail = stirlingTail(shifted) - stirlingTail(shifted + a);
  const tailBeyond = stirlingTail(shifted + s) - stirlingTail(shifted + a + s);
  return steps + powers - (shifted - 0.5) * cross + inverses / 12 + tail - tailBeyond;
}

/** Its slopes in a and b; the slope in s is `digammaGap(b + s, a)`. */
export function logBetaRatioSlopes({ a, b, s }: BetaRatioArguments): { a: number; b: number } {
  const high = digammaGap(a + b, s);
  return { a: high, b: high - digammaGap(b, s) };
}

/** ln((b+a)(b+s) / (b (a+b+s))). */
const crossing = ({ a, b, s }: BetaRatioArguments): number =>
  Math.log1p((a / b) * (s / (a + b + s)));

/** Stirling's series after its term 1/(12 z). */
function stirlingTail(z: number): number {
  const square = 1 / (z * z);
  const tail = 1 / 1680 - square * (1 / 1188 - square * (691 / 360360 - square / 156));
  return (-square / z) * (1 / 360 - square * (1 / 1260 - square * tail));
}
