import { normalQuantile } from '#lib/numerics/normal-quantile.ts';
import type { BacktestSummary } from './backtest/relative-error.ts';
import type { BgNbdParameters } from './bg-nbd/parameters.ts';
import type { Fit } from './fit.ts';
import type { GammaGammaParameters } from './gamma-gamma/parameters.ts';

/** What a fit was made of. */
export interface FitContext {
  readonly id: string;
  readonly model: 'bg-nbd' | 'gamma-gamma';
  /** Time unit of alpha and of the histories. */
  readonly unit: 'day' | 'week';
  readonly scope: string;
  /** ISO dates; `to` is exclusive. */
  readonly window: { readonly from: string; readonly to: string };
  readonly backtest: BacktestSummary | null;
}

/** One record of `models.json`. */
export interface FittedModel extends FitContext {
  readonly parameters: Readonly<Record<string, number>>;
  /** 95 %, from the normal approximation of the logarithms. */
  readonly intervals: Readonly<Record<string, readonly [low: number, high: number]>>;
  readonly logLikelihood: number;
  readonly customers: number;
  readonly groups: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly ridge: number;
}

const LEVEL = 0.95;

/** The publishable record of a fit. */
export function describeFit(
  fit: Fit<BgNbdParameters> | Fit<GammaGammaParameters>,
  context: FitContext,
): FittedModel {
  const { parameters, covariance, logLikelihood, customers, groups } = fit;
  const reach = normalQuantile((1 + LEVEL) / 2);
  const intervals = Object.entries<number>(parameters).map(([name, value], i) => {
    const factor = Math.exp(reach * Math.sqrt(covariance[i]?.[i] ?? 0));
    return [name, [value / factor, value * factor]] as const;
  });
  const { id, model, unit, scope, window, backtest } = context;
  return {
    id,
    model,
    unit,
    scope,
    window,
    backtest,
    parameters,
    intervals: Object.fromEntries(intervals),
    logLikelihood,
    customers,
    groups,
    converged: fit.converged,
    iterations: fit.iterations,
    ridge: fit.ridge,
  };
}
