import type { FittedRetention } from '#lib/models/contractual-value/fitted-retention.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';
import { multipleBelow } from '#lib/privacy/release-count.ts';

/** A record of `models.json`. */
export type RunModel = FittedModel | FittedRetention;

/**
 * A record with its counts rounded down to multiples of k: from the exact counts of two weeks a reader would
 * know how few came, or were erased, between them.
 */
export const roundedModel = (model: RunModel, k: number): RunModel =>
  'holdout' in model ? roundedRetention(model, k) : roundedFit(model, k);

function roundedRetention(fit: FittedRetention, k: number): FittedRetention {
  const { customers, holdout } = fit;
  return {
    ...fit,
    customers: multipleBelow(customers, k),
    holdout: {
      ...holdout,
      customers: multipleBelow(holdout.customers, k),
      actual: multipleBelow(holdout.actual, k),
      predicted: multipleBelow(holdout.predicted, k),
    },
  };
}

function roundedFit(fit: FittedModel, k: number): FittedModel {
  const round = (count: number): number => multipleBelow(count, k);
  const { backtest } = fit;
  const cuts = backtest?.cuts.map((cut) => ({
    ...cut,
    customers: round(cut.customers),
    actual: round(cut.actual),
    predicted: round(cut.predicted),
  }));
  return {
    ...fit,
    customers: round(fit.customers),
    backtest: backtest && { ...backtest, cuts: cuts ?? [] },
  };
}
