const SHIFT_BELOW = 10;

/**
 * ψ(x + h) − ψ(x) for x > 0 and h ≥ 0, to about 1e-14 of itself, also where the difference of two ψ would cancel.
 * Asymptotic series (Abramowitz & Stegun 6.3.18) after a shift, its first parts taken as differences in closed form.
 */
export function digammaGap(x: number, h: number): number {
  let shifted = x;
  let steps = 0;
  while (shifted < SHIFT_BELOW) {
    steps += h / (shifted + h) / shifted;
    shifted += 1;
  }
  const end = shifted + h;
  const inverse = h / end / shifted;
  const square = inverse * (1 / shifted + 1 / end);
  return steps + Math.log1p(h / shifted) + inverse / 2 + square / 12 + tail(end) - tail(shifted);
}

/** The series of ψ after its term −1/(12 z²). */
function tail(z: number): number {
  const square = 1 / (z * z);
  const rest = 1 / 240 - square * (1 / 132 - square * (691 / 32760 - square / 12));
  return square * square * (1 / 120 - square * (1 / 252 - square * rest));
}
