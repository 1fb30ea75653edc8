import type { Backtest } from './backtest.ts';

/** What BG/NBD missed on the published CDNOW data, 39 weeks ahead: taken as one more cut, for few cuts may be lucky. */
export const PRIOR_RELATIVE_ERROR = 0.15;

/** Root mean square of the cuts' relative errors and the prior one. */
export function combineRelativeErrors(cuts: readonly Pick<Backtest, 'relativeError'>[]): number {
  const squares = cuts.reduce(
    (sum, cut) => sum + cut.relativeError ** 2,
    PRIOR_RELATIVE_ERROR ** 2,
  );
  return Math.sqrt(squares / (cuts.length + 1));
}
