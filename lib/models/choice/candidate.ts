import { type Backtest, compareWithHoldout } from '../backtest/backtest.ts';
import type { PurchaseMoments } from '../bg-nbd/purchase-moments.ts';
import { estimateCalendar } from '../calendar-effects/estimate-calendar.ts';
import { type PurchaseTime, purchaseTime } from '../calendar-effects/purchase-time.ts';
import { wasRefused } from '../fit.ts';
import type { PurchaseHistory } from '../history.ts';
import { lawOfFit, type PurchaseLaw, type TransactionModel } from '../transaction-model.ts';
import { calibrateMoments } from './calibrate-moments.ts';
import type { CutBacktest, HoldoutCut } from './holdout-cut.ts';

/** What a model, fitted at a cut, expects of the holdout. */
interface TestedCut {
  /** With histories in operational time where there is a calendar. */
  readonly cut: HoldoutCut;
  readonly law: PurchaseLaw;
  readonly momentsOf: (history: PurchaseHistory) => PurchaseMoments;
  readonly backtest: Backtest;
}

/** A model that could be fitted at every cut, without or with calendar factors of the purchase rate. */
export interface Candidate {
  readonly model: TransactionModel;
  readonly hasCalendar: boolean;
  readonly tests: readonly TestedCut[];
}

/** Null where the model is refused a fit at a cut. */
export function candidateOf(
  model: TransactionModel,
  cuts: readonly HoldoutCut[],
): Candidate | null {
  const tests = cuts.flatMap((cut) => testOf(model, cut, purchaseTime(null)));
  return tests.length === cuts.length ? { model, hasCalendar: false, tests } : null;
}

/** The same model with calendar factors that were known at each cut; null where there are none or no fit. */
export function calendarCandidateOf({ model, tests }: Candidate): Candidate | null {
  const timed = tests.flatMap(({ cut, law }) => {
    if (cut.activity === null) return [];
    const calendar = estimateCalendar(law, cut.activity);
    return testOf(model, cut, purchaseTime(calendar));
  });
  return timed.length === tests.length ? { model, hasCalendar: true, tests: timed } : null;
}

/** One test, or none where the fit is refused. */
function testOf(model: TransactionModel, cut: HoldoutCut, time: PurchaseTime): TestedCut[] {
  const groups = time.histories(cut.groups);
  const fit = model.fit(groups);
  if (wasRefused(fit)) return [];
  const law = lawOfFit(model, fit);
  const momentsOf = law.purchaseMoments(time.ahead(cut.holdout));
  const backtest = compareWithHoldout(momentsOf, groups, cut.holdout);
  return [{ cut: { ...cut, groups }, law, momentsOf, backtest }];
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
