import { groupBy } from '#lib/numerics/group-by.ts';
import { backtest, type HoldoutGroup } from '../backtest/backtest.ts';
import { estimateCalendar } from '../calendar-effects/estimate-calendar.ts';
import { purchaseTime } from '../calendar-effects/purchase-time.ts';
import { wasRefused } from '../fit.ts';
import { fitOf, fitted } from '../fitted.fixture.ts';
import type { ForecastModels, ScopedGroup } from '../lifetime-value/forecast-models.ts';
import { predictLifetimeValue } from '../lifetime-value/predict-lifetime-value.ts';
import { lawOfFit, type TransactionModel } from '../transaction-model.ts';
import { transactionModel } from '../transaction-models.ts';
import { chooseForecast, type ForecastChoice } from './choose-forecast.ts';
import type { HoldoutCut } from './holdout-cut.ts';
import { holdoutAt, type PlainShop } from './shops.fixture.ts';

/** Values do not matter here. */
const VALUE = fitOf({ p: 6, q: 4, gamma: 15 });

export const LEVEL = 0.9;

/** A forecast of purchases of a scope against what was bought. */
export interface Compared {
  readonly scope: string;
  readonly customers: number;
  readonly actual: number;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
}

/** Purchases of the holdout of each scope, and of all customers, with 90 % intervals. */
export function forecastHoldout(
  { holdout, groups }: HoldoutCut,
  how: Pick<
    ForecastModels,
    'model' | 'purchases' | 'calibration' | 'relativeError' | 'errorDegrees' | 'time'
  >,
): Compared[] {
  const scoped = [...groups, ...groups.map((group) => ({ ...group, scope: 'all' }))];
  const actual = groupBy(scoped, ({ scope }) => scope);
  const days = 7 * holdout;
  const plan = {
    horizon: { days, periodDays: days, ratePerPeriod: 0 },
    margin: 1,
    levels: [LEVEL],
    seed: 'holdout',
  };
  const models = { ...how, value: VALUE, daysPerUnit: 7 };
  return predictLifetimeValue(scoped.map(withoutValue), models, plan).map((forecast) => {
    const { value, intervals } = forecast.purchases.total;
    const [{ low, high } = { low: Number.NaN, high: Number.NaN }] = intervals;
    const bought = purchasesOf(actual.get(forecast.scope) ?? []);
    const { scope, customers } = forecast;
    return { scope, customers, actual: bought, predicted: value, low, high };
  });
}

const withoutValue = (group: HoldoutGroup): ScopedGroup => ({
  ...group,
  sumMean: 0,
  sumSquaredMean: 0,
});

export const purchasesOf = (groups: readonly HoldoutGroup[]): number =>
  groups.reduce((sum, { customers, holdoutPurchases }) => sum + customers * holdoutPurchases, 0);

/** Forecasts made at one cut. */
export interface RolledCut {
  readonly shop: string;
  readonly cut: string;
  readonly choice: ForecastChoice;
  /** Of the chosen forecast: cohorts, and all. */
  readonly scopes: readonly Compared[];
  /** |predicted / actual − 1| of the total: of the chosen forecast, and of each model by itself. */
  readonly chosen: number;
  readonly single: Misses;
}

export type Misses = Readonly<Record<TransactionModel['id'], number>>;

/** Weeks: holdouts, from one cut date to the next, and the least history before a cut. */
const HOLDOUT = 12;
const STEP = 4;
const LEAST = 12;

/** Every fourth week a forecast of the next twelve, chosen by up to three earlier holdouts of twelve weeks. */
export async function rollShop(shop: PlainShop): Promise<RolledCut[]> {
  const count = Math.floor((shop.weeks - HOLDOUT - LEAST) / STEP) + 1;
  const cuts = Array.from({ length: count }, (_, i) => holdoutAt(shop, LEAST + STEP * i, HOLDOUT));
  const back = HOLDOUT / STEP;
  const rolled = cuts.slice(back).map(async (cut, i) => {
    const earlier = [3, 2, 1].flatMap((ago) => {
      const place = i + back - ago * back;
      return place < 0 ? [] : cuts.slice(place, place + 1);
    });
    return { shop: shop.name, ...(await forecastAtCut(cut, earlier)) };
  });
  return Promise.all(rolled);
}

/** The forecast as it would have been made at a cut: chosen by the earlier cuts only. */
async function forecastAtCut(
  cut: HoldoutCut,
  earlier: readonly HoldoutCut[],
): Promise<Omit<RolledCut, 'shop'>> {
  const choice = await chooseForecast(earlier);
  const model = transactionModel(choice.model);
  const plain = model.fit(cut.groups);
  if (wasRefused(plain)) throw new Error(`${cut.cut}: ${plain.refused}`);
  const calendar =
    choice.hasCalendar && cut.activity
      ? estimateCalendar(lawOfFit(model, plain), cut.activity)
      : null;
  const time = purchaseTime(calendar);
  const purchases = calendar ? fitted(model.fit(time.histories(cut.groups))) : plain;
  const scopes = forecastHoldout(cut, { ...choice, model, purchases, time });
  const chosen = missOf(scopes.find(({ scope }) => scope === 'all'));
  return { cut: cut.cut, choice, scopes, chosen, single: missesOf(cut) };
}

/** What each model by itself misses; NaN where it cannot be fitted. */
export function missesOf({ groups, holdout }: HoldoutCut): Misses {
  const missOfModel = (id: TransactionModel['id']) => {
    const tested = backtest(transactionModel(id), groups, holdout);
    return wasRefused(tested) ? Number.NaN : missOf(tested);
  };
  return {
    'bg-nbd': missOfModel('bg-nbd'),
    'mbg-nbd': missOfModel('mbg-nbd'),
    'pareto-nbd': missOfModel('pareto-nbd'),
  };
}

export const missOf = (total: { actual: number; predicted: number } | undefined): number =>
  total ? Math.abs(total.predicted / total.actual - 1) : Number.NaN;

export const isCovered = ({ actual, low, high }: Compared): boolean =>
  actual >= low && actual <= high;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
