import { type Backtest, compareWithHoldout } from '../backtest/backtest.ts';
import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';
import { wasRefused } from '../fit.ts';
import type { PurchaseHistory } from '../history.ts';
import { lawOfFit, type TransactionModel } from '../transaction-model.ts';
import { calibrateMoments } from './calibrate-moments.ts';
import type { CutBacktest, HoldoutCut } from './holdout-cut.ts';

/** What a model, fitted at a cut, expects of the holdout. */
interface TestedCut {
  readonly cut: HoldoutCut;
  readonly momentsOf: (history: PurchaseHistory) => PurchaseMoments;
  readonly backtest: Backtest;
}

/** A model that could be fitted at every cut. */
export interface Candidate {
  readonly model: TransactionModel;
  readonly tests: readonly TestedCut[];
}

/** Null where the model is refused a fit at a cut. */
export function candidateOf(
  model: TransactionModel,
  cuts: readonly HoldoutCut[],
): Candidate | null {
  const tests = cuts.flatMap((cut): TestedCut[] => {
    const fit = model.fit(cut.groups);
    if (wasRefused(fit)) return [];
    const momentsOf = lawOfFit(model, fit).purchaseMoments(cut.holdout);
    return [{ cut, momentsOf, backtest: compareWithHoldout(momentsOf, cut.groups, cut.holdout) }];
  });
  return tests.length === cuts.length ? { model, tests } : null;
}

/** ln(actual/predicted) of the totals, oldest first; half a purchase added to both, so that none is one too. */
export const logErrors = ({ tests }: Candidate): number[] =>
  tests.map(({ backtest: { actual, predicted } }) => Math.log((actual + 0.5) / (predicted + 0.5)));

/** The backtests again, each with its factor. */
export const calibratedBacktests = (
  { tests }: Candidate,
  calibrations: readonly number[],
): CutBacktest[] =>
  tests.map(({ cut: { cut, holdout, groups }, momentsOf, backtest }, i) => {
    const calibration = calibrations[i] ?? 1;
    const calibrated = (history: PurchaseHistory) =>
      calibrateMoments(momentsOf(history), calibration);
    const tested = calibration === 1 ? backtest : compareWithHoldout(calibrated, groups, holdout);
    return { cut, calibration, ...tested };
  });
