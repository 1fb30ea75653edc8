const MAX_TERMS = 20_000;

/** A series and how much of it cancelled: the relative error of `value` is about 1e-16 × magnitude / |value|. */
export interface SeriesSum {
  readonly value: number;
  readonly magnitude: number;
}

/** Arguments of ₂F₁(a, b; c; z), c > 0, 0 ≤ z < 1. */
export interface HypergeometricArguments {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly z: number;
}

/**
 * (₂F₁(a, b; c; z) − 1) / a, regular at a = 0 (the Gauss series, Abramowitz & Stegun 15.1.1, without its
 * first term and with a divided out). Null when 20,000 terms do not settle it.
 */
export function hypergeometricQuotient(at: HypergeometricArguments): SeriesSum | null {
  const { a, b, c, z } = at;
  let term = (b * z) / c;
  let value = term;
  let magnitude = Math.abs(term);
  for (let n = 1; n < MAX_TERMS; n += 1) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    value += term;
    magnitude += Math.abs(term);
    const settled = Math.abs(ratio) < 1 && Math.abs(term) <= 1e-17 * magnitude * (1 - z);
    if (settled) return { value, magnitude };
  }
  return null;
}
