import { normalQuantile } from '#lib/numerics/normal-quantile.ts';
import { tQuantile } from '#lib/numerics/student-t.ts';

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

/** Standard deviations to either side that an interval of a level reaches. */
export interface Reach {
  /** Such as 0.95. */
  readonly level: number;
  /** Of errors that are known. */
  readonly normal: number;
  /** Of an error that is an estimate from a few forecasts. */
  readonly student: number;
}

/** `errorDegrees` of the model's error: `Infinity` where it is known. */
export const reachesOf = (levels: readonly number[], errorDegrees: number): Reach[] =>
  levels.map((level) => {
    const normal = normalQuantile((1 + level) / 2);
    const isKnown = errorDegrees === Number.POSITIVE_INFINITY;
    return { level, normal, student: isKnown ? normal : tQuantile(1 - level, errorDegrees) };
  });

/**
 * Intervals around `value` (their median), symmetric in the logarithm, the sources taken as independent. The model's own
 * error is an estimate: its half-width is Student's t, and half-widths add in squares, which is exact where either is
 * alone.
 */
export function estimateOf(
  value: number,
  errors: ErrorSources,
  reaches: readonly Reach[],
): Estimate {
  const known = Math.hypot(errors.parameters, errors.process);
  const intervals = reaches.map(({ level, normal, student }) => {
    const factor = Math.exp(Math.hypot(normal * known, student * errors.model));
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
