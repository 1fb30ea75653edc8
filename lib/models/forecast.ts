import type { FitRefusal } from './fit.ts';
import type { ForecastRefusal } from './forecast-gate.ts';
import type { ScopeForecast } from './lifetime-value/predict-lifetime-value.ts';

/** What the models of a run forecast, for everyone and for each registered scope. Money in major units. */
export interface Forecast {
  /** Everyone at the cut. */
  readonly everyone: ScopeForecast;
  /** Segments (`country:IE`) and cohorts (`cohort:24311`) at the close date. */
  readonly scopes: ReadonlyMap<string, ScopeForecast>;
  /** Bias of the total in the last holdout, predicted / actual − 1; null without a holdout. */
  readonly holdoutBias: number | null;
}

/** A forecast, or the named reason why there is none. */
export type ForecastOutcome = Forecast | { readonly refused: ForecastRefusal | FitRefusal };

export const isForecast = (outcome: ForecastOutcome): outcome is Forecast =>
  !('refused' in outcome);

/** Scope key of a forecast: `all:all`, `country:IE`, `cohort:24311`. */
export const forecastScope = (scheme: string, segment: string): string => `${scheme}:${segment}`;
