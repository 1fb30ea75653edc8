import type { Prediction } from './predict-histories.ts';

const COLUMNS = [
  'frequency',
  'recency',
  'age',
  'probability_alive',
  'expected_purchases',
  'discounted_purchases',
] as const;

/** Columns of the file, all of them text for the engine: doubles keep every digit. */
export const PREDICTION_COLUMNS: readonly string[] = COLUMNS;

/** Predictions as CSV with a header; nobody is in them. */
export function predictionsCsv(predictions: readonly Prediction[]): string {
  const lines = predictions.map((prediction) =>
    [
      prediction.frequency,
      prediction.recency,
      prediction.age,
      prediction.probabilityAlive,
      prediction.expectedPurchases,
      prediction.discountedPurchases,
    ].join(','),
  );
  return [COLUMNS.join(','), ...lines, ''].join('\n');
}

/** The relation `predictions`, over what an engine names after `from`: columns of text. */
export const predictionsRelation = (source: string): string => `select
    cast(frequency as integer) as frequency,
    cast(recency as integer) as recency,
    cast(age as integer) as age,
    cast(probability_alive as double) as probability_alive,
    cast(expected_purchases as double) as expected_purchases,
    cast(discounted_purchases as double) as discounted_purchases
from ${source}`;
