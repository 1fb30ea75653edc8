import { normalQuantile } from '#lib/numerics/normal-quantile.ts';

export interface Interval {
  /** Such as 0.95. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

/** Standard deviations of the logarithm that each source of uncertainty adds. */
export interface ErrorSources {
  /** The parameters are estimates. */
  readonly parameters: number;
  /** Customers act at random even where the parameters are known. */
  readonly process: number;
  /** The model itself is wrong, as past forecasts show. */
  readonly model: number;
}

/** A forecast of a positive quantity with intervals that combine its sources of error. */
export interface Estimate {
  readonly value: number;
  readonly intervals: readonly Interval[];
  readonly errors: ErrorSources;
}

/** Log-normal intervals around `value` (their median), the sources taken as independent. */
export function estimateOf(
  value: number,
  errors: ErrorSources,
  levels: readonly number[],
): Estimate {
  const spread = Math.hypot(errors.parameters, errors.process, errors.model);
  const intervals = levels.map((level) => {
    const factor = Math.exp(normalQuantile((1 + level) / 2) * spread);
    const ends = [value / factor, value * factor] as const;
    return { level, low: Math.min(...ends), high: Math.max(...ends) };
  });
  return { value, intervals, errors };
}

/** The same estimate in another unit, such as a customer. */
export const scaleEstimate = (
  { value, intervals, errors }: Estimate,
  factor: number,
): Estimate => ({
  value: value * factor,
  intervals: intervals.map(({ level, low, high }) => ({
    level,
    low: low * factor,
    high: high * factor,
  })),
  errors,
});
