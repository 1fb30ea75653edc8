import type { IsoDate } from '#lib/units/calendar.ts';
import { combineRelativeErrors, type ForecastError } from '../backtest/relative-error.ts';
import { bgNbdModel } from '../bg-nbd/model.ts';
import type { TransactionModel } from '../transaction-model.ts';
import { TRANSACTION_MODELS } from '../transaction-models.ts';
import {
  type Candidate,
  calendarCandidateOf,
  calibratedBacktests,
  candidateOf,
  logErrors,
} from './candidate.ts';
import type { CutBacktest, HoldoutCut } from './holdout-cut.ts';
import { provenTrends } from './trend.ts';

/** How the forecast is made and why. All of it is JSON. */
export interface ForecastChoice extends ForecastError {
  readonly model: TransactionModel['id'];
  /** Whether histories are read in operational time, by calendar factors of the purchase rate. */
  readonly hasCalendar: boolean;
  /** Factor on the purchases that the model expects; 1 unless a trend has proved itself. */
  readonly calibration: number;
  /** The chosen forecast at each cut, oldest first. */
  readonly cuts: readonly CutBacktest[];
  readonly candidates: readonly CandidateRecord[];
}

/** A model that was compared, without calibration. */
export interface CandidateRecord {
  readonly model: TransactionModel['id'];
  readonly hasCalendar: boolean;
  readonly cuts: readonly {
    readonly cut: IsoDate;
    /** Of the total, predicted / actual − 1; null when nothing was bought. */
    readonly bias: number | null;
    /** Purchases a customer. */
    readonly rmse: number;
  }[];
}

/**
 * Chooses by rolling origin among the models that can be fitted at every cut. The first of them, BG/NBD, stands unless
 * another misses the totals by less: by more than one standard error of the mean difference of |ln(actual/predicted)|,
 * over two cuts or more. Of several such the one with the smallest mean error is taken, then with the smallest RMSE.
 * Calendar factors are then tried on it, and are held to the same.
 * Cuts come oldest first and without overlap of their holdouts; without cuts it is BG/NBD with the prior error. Throws
 * `InvalidHistory`.
 */
export async function chooseForecast(cuts: readonly HoldoutCut[]): Promise<ForecastChoice> {
  const candidates: Candidate[] = [];
  for (const model of TRANSACTION_MODELS) {
    await othersFirst();
    const candidate = candidateOf(model, cuts);
    if (candidate !== null) candidates.push(candidate);
  }
  await othersFirst();
  return chooseAmong(candidates);
}

/** Fitting takes this thread for long; whatever else waits for it goes first. */
const othersFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function chooseAmong(candidates: readonly Candidate[]): ForecastChoice {
  const [first = NOTHING_TESTED, ...others] = candidates;
  const better = others.filter((other) => clearlyBetter(totalErrors(other), totalErrors(first)));
  const plain = better.sort(byError)[0] ?? first;
  const timed = calendarCandidateOf(plain);
  const best =
    timed !== null && clearlyBetter(totalErrors(timed), totalErrors(plain)) ? timed : plain;
  const trends = provenTrends(logErrors(best));
  const tested = calibratedBacktests(best, trends.past.map(Math.exp));
  return {
    model: best.model.id,
    hasCalendar: best.hasCalendar,
    calibration: Math.exp(trends.next),
    ...combineRelativeErrors(tested.map(({ relativeError }) => relativeError)),
    cuts: tested,
    candidates: first.tests.length === 0 ? [] : [...candidates, ...present(timed)].map(recordOf),
  };
}

const NOTHING_TESTED: Candidate = { model: bgNbdModel, hasCalendar: false, tests: [] };

const present = <T>(one: T | null): T[] => (one === null ? [] : [one]);

const totalErrors = (candidate: Candidate): number[] => logErrors(candidate).map(Math.abs);

/** By more than one standard error of the mean of the paired differences (Breiman et al. 1984). */
function clearlyBetter(errors: readonly number[], standing: readonly number[]): boolean {
  const gains = errors.map((error, i) => (standing[i] ?? 0) - error);
  const n = gains.length;
  if (n < 2) return false;
  const gain = meanOf(gains, (own) => own);
  const squares = gains.reduce((sum, own) => sum + (own - gain) ** 2, 0);
  return gain > Math.sqrt(squares / (n - 1) / n);
}

const byError = (one: Candidate, other: Candidate): number =>
  meanOf(totalErrors(one), (error) => error) - meanOf(totalErrors(other), (error) => error) ||
  meanOf(one.tests, rmseOf) - meanOf(other.tests, rmseOf);

const rmseOf = ({ backtest }: Candidate['tests'][number]): number => backtest.rmse;

const meanOf = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0) / Math.max(1, all.length);

const recordOf = ({ model, hasCalendar, tests }: Candidate): CandidateRecord => ({
  model: model.id,
  hasCalendar,
  cuts: tests.map(({ cut: { cut }, backtest: { bias, rmse } }) => ({ cut, bias, rmse })),
});

/** BG/NBD with the prior error: what is chosen without cuts. */
export const UNTESTED: ForecastChoice = chooseAmong([]);
