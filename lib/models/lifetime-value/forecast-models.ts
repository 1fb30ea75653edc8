import type { ForecastError } from '../backtest/relative-error.ts';
import type { PurchaseTime } from '../calendar-effects/purchase-time.ts';
import type { Fit } from '../fit.ts';
import type { GammaGammaParameters } from '../gamma-gamma/parameters.ts';
import type { HistoryGroup } from '../history.ts';
import type { TransactionModel } from '../transaction-model.ts';
import type { Horizon } from './horizon.ts';

/**
 * Customers of one scope (a cohort, a segment, all) who share one history, with Σ m and Σ m² of their mean repeat
 * values (0 where frequency is 0). A customer may be in several scopes.
 */
export interface ScopedGroup extends HistoryGroup {
  readonly scope: string;
  readonly sumMean: number;
  readonly sumSquaredMean: number;
}

export interface ForecastModels extends ForecastError {
  /** What `purchases` is a fit of. */
  readonly model: TransactionModel;
  readonly purchases: Fit<Readonly<Record<string, number>>>;
  /** Factor on the purchases that the model expects, from `chooseForecast`; 1 where there is none. */
  readonly calibration: number;
  readonly value: Fit<GammaGammaParameters>;
  /** In which the histories are read, and the horizon. */
  readonly time: PurchaseTime;
  /** 7 for histories in weeks, 1 for days. */
  readonly daysPerUnit: number;
}

export interface ForecastPlan {
  readonly horizon: Horizon;
  /** Share of a purchase's value that counts; 1 for revenue. */
  readonly margin: number;
  /** Of the intervals, such as [0.9, 0.95]. */
  readonly levels: readonly number[];
  readonly seed: string | number;
}
