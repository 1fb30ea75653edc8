import { expect, it } from 'vitest';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { backtest } from '../backtest/backtest.ts';
import { bgNbdModel } from '../bg-nbd/model.ts';
import { historyAt } from '../bg-nbd/simulate.ts';
import { wasRefused } from '../fit.ts';
import { paretoNbdModel } from '../pareto-nbd/model.ts';
import { lawOf, type SUBJECTS } from '../transaction-model.fixture.ts';
import { TRANSACTION_MODELS, transactionModel } from '../transaction-models.ts';
import { calibrateMoments } from './calibrate-moments.ts';
import { chooseForecast } from './choose-forecast.ts';
import type { HoldoutCut } from './holdout-cut.ts';
import { learntTrend, provenTrends } from './trend.ts';

/** A shop whose customers come over a year, cut after each of the last three quarters; growth is a factor a holdout. */
function cutsOf(law: (typeof SUBJECTS)[number]['law'], growth: number): HoldoutCut[] {
  const random = randomFrom('shop');
  const lives = Array.from({ length: 3_000 }, () => ({
    start: 52 * random(),
    times: law.simulatePurchaseTimes(91, random),
  }));
  return [52, 65, 78].map((week) => ({
    cut: `week ${week}`,
    holdout: 13,
    activity: null,
    groups: lives.map(({ start, times }) => {
      const age = week - start;
      const past = historyAt(age, times);
      const later = historyAt(age + 13, times).frequency - past.frequency;
      return { ...past, scope: 'all', customers: 1, holdoutPurchases: growth * later };
    }),
  }));
}

const bgNbdLaw = lawOf(bgNbdModel, { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 });

it('without cuts it is BG/NBD with the prior error', async () => {
  expect(await chooseForecast([])).toEqual({
    model: 'bg-nbd',
    hasCalendar: false,
    calibration: 1,
    relativeError: expect.closeTo(0.15, 12),
    errorDegrees: 3,
    cuts: [],
    candidates: [],
  });
});

it('one cut shows each model and changes nothing', async () => {
  const [cut] = cutsOf(bgNbdLaw, 2);
  const choice = await chooseForecast(cut ? [cut] : []);
  expect(choice).toMatchObject({ model: 'bg-nbd', calibration: 1 });
  expect(choice.cuts).toMatchObject([{ cut: 'week 52', calibration: 1, holdout: 13 }]);
  const single = TRANSACTION_MODELS.map((model) => {
    const tested = backtest(model, cut?.groups ?? [], 13);
    if (wasRefused(tested)) throw new Error(tested.refused);
    const { bias, rmse } = tested;
    return { model: model.id, hasCalendar: false, cuts: [{ cut: 'week 52', bias, rmse }] };
  });
  expect(choice.candidates).toEqual(single);
  expect(choice.relativeError).toBeCloseTo(
    Math.sqrt((3 * 0.15 ** 2 + (choice.cuts[0]?.relativeError ?? 0) ** 2) / 4),
    12,
  );
});

it('learns a trend that proves itself: half as much again at every cut', async () => {
  const { calibration, cuts } = await chooseForecast(cutsOf(bgNbdLaw, 1.5));
  expect(calibration).toBeGreaterThan(1.3);
  expect(calibration).toBeLessThan(1.6);
  expect(cuts[0]?.calibration).toBe(1);
  expect(cuts[0]?.bias).toBeLessThan(-0.25);
  expect(Math.abs(cuts[2]?.bias ?? 1)).toBeLessThan(0.12);
  expect((await chooseForecast(cutsOf(bgNbdLaw, 1))).calibration).toBe(1);
});

it('leaves BG/NBD for a model that misses clearly less, and not for one cut', async () => {
  const early = lawOf(paretoNbdModel, { r: 0.55, alpha: 10.5, s: 6, beta: 60 });
  const cuts = cutsOf(early, 1);
  const { model, candidates } = await chooseForecast(cuts);

  expect(candidates).toHaveLength(3);
  expect(model).toBe('pareto-nbd');
  expect((await chooseForecast(cuts.slice(0, 1))).model).toBe('bg-nbd');
});

it('is BG/NBD where no model can be fitted, and where nothing was bought has no bias to tell', async () => {
  const nobody = { scope: 'all', frequency: 0, recency: 0, age: 9 };
  const once = { ...nobody, customers: 9, holdoutPurchases: 0 };
  const unfit = await chooseForecast([
    { cut: 'week 9', holdout: 13, activity: null, groups: [once] },
  ]);
  expect(unfit).toMatchObject({ model: 'bg-nbd', calibration: 1, cuts: [], candidates: [] });
  const silent = cutsOf(bgNbdLaw, 0);
  expect((await chooseForecast(silent)).cuts.map(({ bias }) => bias)).toEqual([null, null, null]);
});

it('knows each model by its id', () => {
  for (const model of TRANSACTION_MODELS) expect(transactionModel(model.id)).toBe(model);
});

it('shrinks a mean by its chance, by hand', () => {
  // Mean 0.3, s² = 0.15²/2 a cut's variance: 0.3 (1 − 0.01125/(2 · 0.09)).
  expect(learntTrend([0.3, 0.3])).toBeCloseTo(0.28125, 12);
  expect(learntTrend([0.15])).toBe(0);
  expect(learntTrend([0.3, -0.3])).toBe(0);
  expect(learntTrend([])).toBe(0);
});

it('takes a trend only where it was right at every later cut', () => {
  expect(provenTrends([0.3, 0.3]).next).toBeCloseTo(0.28125, 12);
  // After one cut: 0.3 (1 − 0.0225/0.09).
  expect(provenTrends([0.3, 0.3]).past).toEqual([0, expect.closeTo(0.225, 12)]);
  for (const errors of [[], [0.5], [0.3, 0.3, -0.1], [0.1, 0.3, 0.3], [0.3, -0.3, 0.3]]) {
    expect(provenTrends(errors)).toEqual({ past: errors.map(() => 0), next: 0 });
  }
});

it('a factor on the rate scales E[X] by it and E[X(X−1)] by its square', () => {
  // Poisson of mean 2 has E[X²] 6; of mean 3 it has 12.
  expect(calibrateMoments({ mean: 2, square: 6 }, 1.5)).toEqual({ mean: 3, square: 12 });
});
