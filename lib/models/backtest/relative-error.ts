/** What the three models missed on the published CDNOW data, 39 weeks ahead (12.9 to 19.1 %). */
export const PRIOR_RELATIVE_ERROR = 0.15;

/** The prior error counts as so many cuts, for few cuts may be lucky. */
const PRIOR_CUTS = 3;

/** The error of a forecast relative to its total beyond chance, as past forecasts show it. */
export interface ForecastError {
  /** Standard deviation of the logarithm. */
  readonly relativeError: number;
  /** Degrees of freedom of that estimate: Student's t of so many is what the next forecast may miss by. */
  readonly errorDegrees: number;
}

/**
 * Errors of past forecasts and the prior one together: √((ν₀ prior² + Σ e²)/(ν₀ + n)) with ν₀ + n degrees, the
 * posterior of a variance whose prior is scaled inverse χ² with ν₀ = 3 degrees (Gelman et al. 2013, Bayesian Data
 * Analysis, §2.6).
 */
export function combineRelativeErrors(
  errors: readonly number[],
  prior = PRIOR_RELATIVE_ERROR,
): ForecastError {
  const errorDegrees = PRIOR_CUTS + errors.length;
  const squares = errors.reduce((sum, error) => sum + error ** 2, PRIOR_CUTS * prior ** 2);
  return { relativeError: Math.sqrt(squares / errorDegrees), errorDegrees };
}
