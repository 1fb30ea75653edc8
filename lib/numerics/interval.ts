import { normalQuantile } from './normal-quantile.ts';

/** Bounds of an estimate. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Standard errors on each side of a 95 % normal interval: 1.96. */
export const Z_95 = normalQuantile(0.975);
