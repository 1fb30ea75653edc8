import type { FittedModel } from '#lib/models/fitted-model.ts';

/**
 * A fitted model with its counts rounded down to multiples of k: from the exact counts of two weeks a reader would
 * know how few came, or were erased, between them.
 */
export function toldFit(fit: FittedModel, k: number): FittedModel {
  const told = (count: number): number => count - (count % k);
  const { backtest } = fit;
  const cuts = backtest?.cuts.map((cut) => ({
    ...cut,
    customers: told(cut.customers),
    actual: told(cut.actual),
    predicted: told(cut.predicted),
  }));
  return {
    ...fit,
    customers: told(fit.customers),
    backtest: backtest && { ...backtest, cuts: cuts ?? [] },
  };
}
