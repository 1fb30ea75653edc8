import type { IsoDate } from '#lib/units/calendar.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  type Prediction,
  type PredictionPlan,
  predictHistories,
  type ScoreModels,
} from './predict-histories.ts';
import { historyGroups } from './score-queries.ts';

/** Thirds of the customers by predicted CLV, ties up, or the least CLV of the middle and high tier in minor units. */
export type ScoreTiers = 'quantiles' | { readonly mid: number; readonly high: number };

export interface ScorePlan extends PredictionPlan {
  /** Share of a purchase's value that counts; 1 for revenue. */
  readonly margin: number;
  readonly tiers: ScoreTiers;
  /** Last day on which the scores may be kept. */
  readonly expiresOn: IsoDate;
}

/** Puts each customer's scores where they belong, inside the engine: no row about a customer passes through Node. */
export interface ScoreWriter {
  write(predictions: readonly Prediction[], parameters: Parameters): Promise<void>;
}

/** Where histories are grouped and scores are written: one engine with the tables of one run. */
export interface ScorePlace {
  readonly warehouse: Pick<Warehouse, 'run'>;
  readonly writer: ScoreWriter;
  /** Of the run, as its `*_in_scope` relations take them. */
  readonly scope: Parameters;
}

/**
 * Scores every customer who may be scored: expected purchases, P(alive), expected mean value, predicted CLV and tier.
 * Node sees the histories that occur and predicts each once; the engine joins them to the customers.
 */
export async function writeScores(
  { warehouse, writer, scope }: ScorePlace,
  models: ScoreModels,
  plan: ScorePlan,
): Promise<void> {
  const parameters = { ...scope, ...scoreParameters(models, plan) };
  const histories = await warehouse.run(historyGroups, parameters);
  await writer.write(predictHistories(histories, models, plan), parameters);
}

/** What `customer-histories.sql` and `customer-scores.sql` take beside the scope; doubles as text, which SQL casts. */
export function scoreParameters({ value }: ScoreModels, plan: ScorePlan): Parameters {
  const { p, q, gamma } = value.parameters;
  const fixed = plan.tiers === 'quantiles' ? { mid: '', high: '' } : plan.tiers;
  return {
    bin_days: plan.binDays,
    p: String(p),
    q: String(q),
    gamma: String(gamma),
    value_share: String(plan.margin),
    mid: String(fixed.mid),
    high: String(fixed.high),
    expires_on: plan.expiresOn,
  };
}
