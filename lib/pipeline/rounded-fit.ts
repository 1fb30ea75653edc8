import type { FittedModel } from '#lib/models/fitted-model.ts';
import { multipleBelow } from '#lib/privacy/release-count.ts';

/**
 * A fitted model with its counts rounded down to multiples of k: from the exact counts of two weeks a reader would
 * know how few came, or were erased, between them.
 */
export function roundedFit(fit: FittedModel, k: number): FittedModel {
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
