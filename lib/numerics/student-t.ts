import { logGamma } from './log-gamma.ts';

const NEGLIGIBLE = 1e-15;
const TINY = 1e-300;
const MOST_TERMS = 1_000;

/** The chance that Student's t with these degrees of freedom is at least as far from 0 as `t`. */
export function tTails(t: number, degrees: number): number {
  const x = degrees / (degrees + t * t);
  return betaShare(x, degrees / 2, 0.5);
}

/** The t that is exceeded on both sides together with a chance in (0, 1), by halving. */
export function tQuantile(tails: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (tTails(high, degrees) > tails) high *= 2;
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (tTails(middle, degrees) > tails) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised incomplete beta function by its continued fraction (Press et al., Numerical Recipes, 6.4). */
function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const weight = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (weight * fraction(x, a, b)) / a
    : 1 - (weight * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < NEGLIGIBLE) break;
  }
  return product;
}

const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
