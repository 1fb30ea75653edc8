import type { PurchaseHistory } from '#lib/models/history.ts';
import type { ForecastModels } from '#lib/models/lifetime-value/forecast-models.ts';
import {
  discountedIncrements,
  type Horizon,
  periodsOf,
} from '#lib/models/lifetime-value/horizon.ts';
import { lawOfFit } from '#lib/models/transaction-model.ts';
import { rememberPairs } from '#lib/numerics/remember-pairs.ts';

/** What customers are scored by: the same models as the forecasts of the run. */
export interface ScoreModels
  extends Pick<ForecastModels, 'model' | 'calibration' | 'time' | 'daysPerUnit'> {
  readonly purchases: Pick<ForecastModels['purchases'], 'parameters'>;
  readonly value: Pick<ForecastModels['value'], 'parameters'>;
}

/** What the models say of everyone with one history; recency and age in bins of days, as the engine counts them. */
export interface Prediction extends PurchaseHistory {
  readonly probabilityAlive: number;
  /** Over the horizon. */
  readonly expectedPurchases: number;
  /** The same, each at today's value of one unit of money at the end of its period. */
  readonly discountedPurchases: number;
}

/** How the engine counts time, and how far the scores look ahead. */
export interface PredictionPlan {
  /** 1 for exact histories, 7 for weekly ones. */
  readonly binDays: number;
  readonly horizon: Horizon;
}

/**
 * One prediction for each history: as many as there are histories, however many customers share them.
 * Throws `UnscorableHistory`.
 */
export function predictHistories(
  histories: readonly PurchaseHistory[],
  { model, purchases, calibration, time, daysPerUnit }: ScoreModels,
  { binDays, horizon }: PredictionPlan,
): Prediction[] {
  const law = lawOfFit(model, purchases);
  const periods = periodsOf(horizon);
  const unitsPerBin = binDays / daysPerUnit;
  const ifAlive = rememberPairs((frequency, age) => {
    const upTo = (days: number) =>
      calibration * law.purchasesIfAlive({ frequency, age }, time.ahead(days / daysPerUnit));
    return { all: upTo(horizon.days), discounted: discountedIncrements(upTo, periods) };
  });
  const timed = time.histories(
    histories.map(({ frequency, recency, age }) => ({
      frequency,
      recency: recency * unitsPerBin,
      age: age * unitsPerBin,
    })),
  );
  return timed.map((past, i) => {
    const { frequency, recency, age } = histories[i] ?? past;
    const probabilityAlive = law.probabilityAlive(past);
    const { all, discounted } = ifAlive(frequency, past.age);
    return checked({
      frequency,
      recency,
      age,
      probabilityAlive,
      expectedPurchases: probabilityAlive * all,
      discountedPurchases: probabilityAlive * discounted,
    });
  });
}

function checked(prediction: Prediction): Prediction {
  const { probabilityAlive, expectedPurchases, discountedPurchases } = prediction;
  const isSound =
    probabilityAlive <= 1 &&
    [probabilityAlive, expectedPurchases, discountedPurchases].every((x) => x >= 0 && x < Infinity);
  if (isSound) return prediction;
  const { frequency, recency, age } = prediction;
  throw new UnscorableHistory(
    `${frequency} repeat purchases, the last at ${recency} of ${age} bins, predict no finite number; fit the models again`,
  );
}

/** A history of which the models say nothing that could be written. */
export class UnscorableHistory extends Error {
  override readonly name = 'UnscorableHistory';
}
