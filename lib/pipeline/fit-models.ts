import { bgNbdModel } from '#lib/models/bg-nbd/model.ts';
import type { Calendar } from '#lib/models/calendar-effects/calendar.ts';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import { chooseForecast, type ForecastChoice } from '#lib/models/choice/choose-forecast.ts';
import { type FitRefusal, type NotFitted, wasRefused } from '#lib/models/fit.ts';
import { describeFit, type FittedModel } from '#lib/models/fitted-model.ts';
import type { ForecastOutcome } from '#lib/models/forecast.ts';
import { forecastGate } from '#lib/models/forecast-gate.ts';
import { fitGammaGamma, type GammaGammaFit } from '#lib/models/gamma-gamma/fit.ts';
import {
  frequencyValueCorrelation,
  WARN_ABOVE_CORRELATION,
} from '#lib/models/gamma-gamma/frequency-value-correlation.ts';
import type { ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import { monthlyHorizon } from '#lib/models/lifetime-value/horizon.ts';
import { predictLifetimeValue } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import { type Asked, askHistories } from './ask-histories.ts';
import { chosenFit, type PurchaseFit } from './chosen-fit.ts';
import type { HistoryLoader, HistoryReach } from './histories/history-loader.ts';
import { daysOf } from './holdout-cuts.ts';

/** The models of a run and what they forecast, or why there is no forecast. */
export interface ForecastRun {
  readonly models: readonly FittedModel[];
  readonly forecast: ForecastOutcome;
  readonly warnings: readonly string[];
}

export interface FitPlan {
  readonly asOf: IsoDate;
  readonly closeDate: IsoDate;
  readonly unit: 'week' | 'day';
  readonly horizonDays: number;
  readonly discountRateYear: number;
  readonly margin: number;
  readonly seed: string;
  readonly minCustomers: number;
}

const INTERVAL_LEVELS = [0.95];

/**
 * Grouped histories → the purchase model that forecast best so far and Gamma-Gamma, and predicted CLV of every
 * registered scope. The engine is asked everything at once; `whenAsked` may then ask for more, so that it goes on
 * while this thread fits.
 */
export async function fitModels(
  load: HistoryLoader,
  plan: FitPlan,
  whenAsked: () => void = () => undefined,
): Promise<ForecastRun> {
  const asked = askHistories(load, plan);
  const [total, closing] = await Promise.all([
    forecastTotal(load, plan, asked),
    closingHistories(plan, asked),
    asked.groups.then(whenAsked),
  ]);
  if ('refused' in total) return refusal(total.refused);
  const { models, fitted, everyone, correlation } = total;
  if (closing.gate !== 'ok') return { models, forecast: { refused: closing.gate }, warnings: [] };
  if (!everyone) return refusal('too-few-customers');
  const sinceClose = daysBetween(plan.closeDate, plan.asOf) / daysOf(plan.unit);
  const atClose = { ...fitted, time: purchaseTime(total.calendar, sinceClose) };
  const scopes = predictLifetimeValue(closing.groups, atClose, forecastPlan(plan));
  return {
    models,
    forecast: {
      everyone,
      scopes: new Map(scopes.map((scope) => [scope.scope, scope])),
      holdoutBias: total.holdoutBias,
    },
    warnings: correlationWarning(correlation),
  };
}

/** The models, and what they forecast for everyone at the cut. */
async function forecastTotal(load: HistoryLoader, plan: FitPlan, asked: Asked) {
  const [{ groups, baseline }, { values, value }, tested] = await Promise.all([
    asked.groups
      .then(afterQueries)
      .then((groups) => ({ groups, baseline: bgNbdModel.fit(groups) })),
    asked.values.then((values) => ({ values, value: fitGammaGamma(values) })),
    asked.cuts.then(chooseForecast),
  ]);
  const data = { groups, activity: await asked.activity };
  const chosen = chosenFit(tested, data, baseline);
  const { choice, model, purchases, calendar } = chosen;
  if (wasRefused(purchases)) return { refused: purchases.refused };
  if (wasRefused(value)) return { refused: value.refused };
  const { calibration, relativeError, errorDegrees } = choice;
  const daysPerUnit = daysOf(plan.unit);
  const error = { relativeError, errorDegrees };
  const time = purchaseTime(calendar);
  const fitted = { model, purchases, calibration, ...error, value, time, daysPerUnit };
  const reported = await load.reportedHistories(plan.asOf, groups);
  return {
    models: records({ choice, purchases, calendar, baseline, value }, plan, await asked.reach),
    fitted,
    calendar,
    everyone: predictLifetimeValue(reported, fitted, forecastPlan(plan))[0],
    holdoutBias: choice.cuts.at(-1)?.bias ?? null,
    correlation: frequencyValueCorrelation(values),
  };
}

/** Lets the engine have its next query before a fit takes this thread. */
const afterQueries = <T>(value: T): Promise<T> =>
  new Promise((resolve) => setImmediate(() => resolve(value)));

interface RunFits {
  readonly choice: ForecastChoice;
  readonly purchases: PurchaseFit;
  readonly calendar: Calendar | null;
  readonly baseline: PurchaseFit | NotFitted;
  readonly value: GammaGammaFit;
}

/** The publishable records: the chosen model, the value of a purchase, and BG/NBD as other toolkits fit it where that was not chosen. */
function records(
  { choice, purchases, calendar, baseline, value }: RunFits,
  { asOf, unit }: FitPlan,
  { from }: HistoryReach,
): FittedModel[] {
  const context = { unit, scope: 'all', window: { from, to: asOf } };
  const untested = { ...context, backtest: null, calendar: null };
  const isBaseline = choice.model === 'bg-nbd' && calendar === null;
  const other = isBaseline || wasRefused(baseline) ? [] : [baseline];
  return [
    describeFit(purchases, {
      ...context,
      id: 'purchases',
      model: choice.model,
      backtest: choice,
      calendar,
    }),
    describeFit(value, { ...untested, id: 'value', model: 'gamma-gamma' }),
    ...other.map((fit) => describeFit(fit, { ...untested, id: 'baseline', model: 'bg-nbd' })),
  ];
}

/** The histories to forecast at the close, where there is enough to forecast from. */
async function closingHistories({ minCustomers }: FitPlan, asked: Asked) {
  const [everyone, reach, groups] = await Promise.all([asked.groups, asked.reach, asked.closing]);
  const gate = forecastGate({
    buyers: sum(everyone, () => 1),
    historyDays: reach.historyDays,
    daysSinceLastOrder: reach.daysSinceLastOrder,
    customersWithThreeOrders: sum(everyone, ({ frequency }) => (frequency >= 2 ? 1 : 0)),
    minCustomers,
  });
  return { gate, groups: gate === 'ok' ? groups : [] };
}

const refusal = (refused: FitRefusal): ForecastRun => ({
  models: [],
  forecast: { refused },
  warnings: [],
});

const forecastPlan = ({ horizonDays, discountRateYear, margin, seed }: FitPlan) => ({
  horizon: monthlyHorizon(discountRateYear, horizonDays),
  margin,
  levels: INTERVAL_LEVELS,
  seed,
});

const correlationWarning = (correlation: number | null): string[] =>
  correlation !== null && Math.abs(correlation) > WARN_ABOVE_CORRELATION
    ? [
        `Repeat purchases and their value correlate (${correlation.toFixed(2)}); predicted CLV assumes they do not.`,
      ]
    : [];

const sum = (groups: readonly ScopedGroup[], of: (group: ScopedGroup) => number): number =>
  groups.reduce((total, group) => total + group.customers * of(group), 0);
