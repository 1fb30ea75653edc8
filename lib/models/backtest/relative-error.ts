import type { Backtest } from './backtest.ts';

/** Backtests of one model at several cuts, and the error that its intervals carry. */
export interface BacktestSummary {
  readonly cuts: readonly Backtest[];
  readonly relativeError: number;
}

/** What BG/NBD missed on the published CDNOW data, 39 weeks ahead: taken as one more cut, for few cuts may be lucky. */
const PRIOR_RELATIVE_ERROR = 0.15;

/** Root mean square of the cuts' relative errors and the prior one. */
export function summarizeBacktests(cuts: readonly Backtest[]): BacktestSummary {
  const squares = cuts.reduce(
    (sum, cut) => sum + cut.relativeError ** 2,
    PRIOR_RELATIVE_ERROR ** 2,
  );
  return { cuts, relativeError: Math.sqrt(squares / (cuts.length + 1)) };
}
