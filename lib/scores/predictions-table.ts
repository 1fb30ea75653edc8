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
export const predictionsCsv = (predictions: readonly Prediction[]): string =>
  linesOf([COLUMNS, ...predictions.map(valuesOf)], ',');

/** The same without a header, in fields that the catalogue's tables of text are made of. */
export const predictionsText = (predictions: readonly Prediction[]): string =>
  linesOf(predictions.map(valuesOf), '\u0001');

const linesOf = (rows: readonly (readonly (string | number)[])[], delimiter: string): string =>
  rows.map((row) => `${row.join(delimiter)}\n`).join('');

const valuesOf = (prediction: Prediction): readonly number[] => [
  prediction.frequency,
  prediction.recency,
  prediction.age,
  prediction.probabilityAlive,
  prediction.expectedPurchases,
  prediction.discountedPurchases,
];

/** The relation `predictions`, over what an engine names after `from`: columns of text. */
export const predictionsRelation = (source: string): string => `select
    cast(frequency as integer) as frequency,
    cast(recency as integer) as recency,
    cast(age as integer) as age,
    cast(probability_alive as double) as probability_alive,
    cast(expected_purchases as double) as expected_purchases,
    cast(discounted_purchases as double) as discounted_purchases
from ${source}`;
