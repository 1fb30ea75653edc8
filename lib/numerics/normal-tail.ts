const SERIES_BELOW = 2.5;
const FRACTION_DEPTH = 200;

/**
 * P(Z > z) of a standard normal Z, to 1e-13 relative. Marsaglia (2004), J. Stat. Software 11(5), eq. 1 near the centre;
 * Laplace's continued fraction (Abramowitz & Stegun 26.2.14) in the tail.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z < SERIES_BELOW ? 0.5 - density * oddSeries(z) : density / fraction(z);
}

/** z + z³/3 + z⁵/(3·5) + … */
function oddSeries(z: number): number {
  let term = z;
  let sum = 0;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))) */
function fraction(z: number): number {
  let below = z;
  for (let depth = FRACTION_DEPTH; depth >= 1; depth -= 1) below = z + depth / below;
  return below;
}
