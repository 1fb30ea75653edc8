const SHIFT_BELOW = 10;

/**
 * ψ(x), the derivative of ln Γ(x), for x > 0.
 * Asymptotic series (Abramowitz & Stegun 6.3.18) after shifting small arguments up by ψ(x+1) = ψ(x) + 1/x.
 */
export function digamma(x: number): number {
  let shifted = x;
  let steps = 0;
  while (shifted < SHIFT_BELOW) {
    steps += 1 / shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const tail = 1 / 132 - square * (691 / 32760 - square / 12);
  const series = 1 / 120 - square * (1 / 252 - square * (1 / 240 - square * tail));
  return Math.log(shifted) - 0.5 / shifted - square * (1 / 12 - square * series) - steps;
}
