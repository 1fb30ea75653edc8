import { logGamma } from './log-gamma.ts';

const NEGLIGIBLE = 1e-16;
const TINY = 1e-300;
const MOST_TERMS = 10_000;

/**
 * Regularised upper incomplete gamma function Q(a, x), a > 0, x >= 0: the chance that a chi-squared variable with 2a
 * degrees of freedom exceeds 2x. Series below a + 1, Lentz's continued fraction above (Press et al., Numerical Recipes, 6.2).
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const weight = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - weight * series(a, x) : weight * fraction(a, x);
}

/** The chance that chi-squared with these degrees of freedom exceeds a value. */
export const chiSquaredTail = (value: number, degrees: number): number =>
  upperGamma(degrees / 2, value / 2);

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * NEGLIGIBLE; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / notZero(step * d + b);
    c = notZero(b + step / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < NEGLIGIBLE) break;
  }
  return product;
}

const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
