import { groupBy } from '#lib/numerics/group-by.ts';
import type { Vector } from '#lib/numerics/vector.ts';
import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';
import { type NotFitted, wasRefused } from '../fit.ts';
import type { HistoryGroup, PurchaseHistory } from '../history.ts';
import { lawOfFit, type PurchaseLaw, type TransactionModel } from '../transaction-model.ts';

/**
 * Customers of one scope who share a history at the cut and bought equally often after it. `holdoutPurchases` is
 * each one's number, so that errors a customer stay exact.
 */
export interface HoldoutGroup extends HistoryGroup {
  readonly scope: string;
  readonly holdoutPurchases: number;
}

/** How a forecast made at a cut compares with what followed. */
export interface Backtest {
  /** Length of the holdout, in the unit of the histories. */
  readonly holdout: number;
  readonly customers: number;
  /** Purchases in the holdout. */
  readonly actual: number;
  readonly predicted: number;
  /** predicted / actual − 1; null when nothing was bought. */
  readonly bias: number | null;
  /** Purchases a customer. */
  readonly mae: number;
  readonly rmse: number;
  /** Typical error of a scope's total relative to its forecast, beyond the chance of single customers. */
  readonly relativeError: number;
}

interface Comparison {
  readonly customers: number;
  readonly actual: number;
  readonly predicted: number;
  readonly variance: number;
  readonly absolute: number;
  readonly squared: number;
}

/** A model with as much of its law as a backtest needs. */
export interface TestedModel {
  fit: TransactionModel['fit'];
  lawAt(logs: Vector): Pick<PurchaseLaw, 'purchaseMoments'>;
}

/** Fits on the histories at the cut and predicts the holdout. Throws `InvalidHistory`. */
export function backtest(
  model: TestedModel,
  groups: readonly HoldoutGroup[],
  holdout: number,
): Backtest | NotFitted {
  const fit = model.fit(groups);
  if (wasRefused(fit)) return fit;
  return compareWithHoldout(lawOfFit(model, fit).purchaseMoments(holdout), groups, holdout);
}

/** A forecast by moments of the holdout's purchases against what followed. */
export function compareWithHoldout(
  momentsOf: (history: PurchaseHistory) => PurchaseMoments,
  groups: readonly HoldoutGroup[],
  holdout: number,
): Backtest {
  const byScope = [...groupBy(groups, (group) => group.scope).values()].map((members) =>
    addUp(members.map((group) => compare(group, momentsOf(group)))),
  );
  const total = addUp(byScope);
  const { customers, actual, predicted } = total;
  return {
    holdout,
    customers,
    actual,
    predicted,
    bias: actual > 0 ? predicted / actual - 1 : null,
    mae: total.absolute / customers,
    rmse: Math.sqrt(total.squared / customers),
    relativeError: Math.sqrt(Math.max(0, meanExcess(byScope), meanExcess([total]))),
  };
}

function compare(
  { customers, holdoutPurchases }: HoldoutGroup,
  { mean, square }: PurchaseMoments,
): Comparison {
  const error = holdoutPurchases - mean;
  return {
    customers,
    actual: customers * holdoutPurchases,
    predicted: customers * mean,
    variance: customers * (square - mean * mean),
    absolute: customers * Math.abs(error),
    squared: customers * error * error,
  };
}

const addUp = (parts: readonly Comparison[]): Comparison => {
  const sumOf = (name: keyof Comparison) => parts.reduce((sum, part) => sum + part[name], 0);
  return {
    customers: sumOf('customers'),
    actual: sumOf('actual'),
    predicted: sumOf('predicted'),
    variance: sumOf('variance'),
    absolute: sumOf('absolute'),
    squared: sumOf('squared'),
  };
};

/** Mean squared relative error of totals less what chance explains, weighted by the forecast. */
function meanExcess(totals: readonly Comparison[]): number {
  const weight = totals.reduce((sum, { predicted }) => sum + predicted, 0);
  const excess = totals.map(
    ({ actual, predicted, variance }) => ((actual - predicted) ** 2 - variance) / predicted,
  );
  return excess.reduce((sum, value) => sum + value, 0) / weight;
}
