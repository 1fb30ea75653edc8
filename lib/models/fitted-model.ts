import { normalQuantile } from '#lib/numerics/normal-quantile.ts';
import type { Calendar } from './calendar-effects/calendar.ts';
import type { ForecastChoice } from './choice/choose-forecast.ts';
import type { Fit } from './fit.ts';
import type { TransactionModel } from './transaction-model.ts';

/** What a fit was made of. */
export interface FitContext {
  readonly id: string;
  readonly model: TransactionModel['id'] | 'gamma-gamma';
  /** Time unit of the parameters and of the histories. */
  readonly unit: 'day' | 'week';
  readonly scope: string;
  /** ISO dates; `to` is exclusive. */
  readonly window: { readonly from: string; readonly to: string };
  /** How the model was chosen; null for models without a choice. */
  readonly backtest: ForecastChoice | null;
  /** In whose operational time the parameters are; null: in that of the clock. */
  readonly calendar: Calendar | null;
}

/** What a fit came to, as a record of `models.json` has it. */
export interface FittedParameters {
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

/** A model of purchases or of their value, as a record of `models.json`. */
export interface FittedModel extends FitContext, FittedParameters {}

const LEVEL = 0.95;

/** The publishable record of a fit. */
export function describeFit(
  fit: Fit<Readonly<Record<string, number>>>,
  context: FitContext,
): FittedModel {
  const { id, model, unit, scope, window, backtest, calendar } = context;
  return { id, model, unit, scope, window, backtest, calendar, ...describeParameters(fit) };
}

/** The numbers of a fit, with intervals on the log scale. */
export function describeParameters(fit: Fit<Readonly<Record<string, number>>>): FittedParameters {
  const { parameters, covariance, logLikelihood, customers, groups } = fit;
  const reach = normalQuantile((1 + LEVEL) / 2);
  const intervals = Object.entries(parameters).map(([name, value], i) => {
    const factor = Math.exp(reach * Math.sqrt(covariance[i]?.[i] ?? 0));
    return [name, [value / factor, value * factor]] as const;
  });
  return {
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
