import { backtestBgNbd } from '#lib/models/backtest/backtest.ts';
import { type BacktestSummary, summarizeBacktests } from '#lib/models/backtest/relative-error.ts';
import { fitBgNbd } from '#lib/models/bg-nbd/fit.ts';
import { type FitRefusal, wasRefused } from '#lib/models/fit.ts';
import { describeFit, type FittedModel } from '#lib/models/fitted-model.ts';
import type { ForecastOutcome } from '#lib/models/forecast.ts';
import { forecastGate } from '#lib/models/forecast-gate.ts';
import { fitGammaGamma } from '#lib/models/gamma-gamma/fit.ts';
import {
  frequencyValueCorrelation,
  WARN_ABOVE_CORRELATION,
} from '#lib/models/gamma-gamma/frequency-value-correlation.ts';
import type { ForecastModels, ScopedGroup } from '#lib/models/lifetime-value/forecast-models.ts';
import { monthlyHorizon } from '#lib/models/lifetime-value/horizon.ts';
import { predictLifetimeValue } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import type { HistoryLoader, HistoryReach } from './histories/history-loader.ts';

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
/** Longest holdout of a backtest; a shorter history keeps two thirds for the fit. */
const LONGEST_HOLDOUT_DAYS = 26 * 7;

/**
 * Grouped histories → BG/NBD and Gamma-Gamma, their holdout error, and predicted CLV of every registered scope. What is
 * fitted and forecast here runs while the engine still groups the histories of the next.
 */
export async function fitModels(load: HistoryLoader, plan: FitPlan): Promise<ForecastRun> {
  const asked: Asked = { groups: load.histories(plan.asOf, ['all']), reach: load.reach() };
  const [total, closing] = await Promise.all([
    forecastTotal(load, plan, asked),
    closingHistories(load, plan, asked),
  ]);
  if ('refused' in total) return refusal(total.refused);
  const { models, fitted, everyone, correlation } = total;
  if (closing.gate !== 'ok') return { models, forecast: { refused: closing.gate }, warnings: [] };
  if (!everyone) return refusal('too-few-customers');
  const scopes = predictLifetimeValue(closing.groups, fitted, forecastPlan(plan));
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

/** Questions to the engine that several steps wait for. */
interface Asked {
  readonly groups: Promise<readonly ScopedGroup[]>;
  readonly reach: Promise<HistoryReach>;
}

/** The models, and what they forecast for everyone at the cut. */
async function forecastTotal(load: HistoryLoader, plan: FitPlan, asked: Asked) {
  const [histories, valued, backtest] = await Promise.all([
    asked.groups.then((groups) => ({ groups, purchases: fitBgNbd(groups) })),
    load.values(plan.asOf).then((values) => ({ values, value: fitGammaGamma(values) })),
    asked.reach.then(({ historyDays }) => backtestAtHoldout(load, plan, historyDays)),
  ]);
  const { purchases } = histories;
  const { value } = valued;
  if (wasRefused(purchases)) return { refused: purchases.refused };
  if (wasRefused(value)) return { refused: value.refused };
  const context = {
    unit: plan.unit,
    scope: 'all',
    window: { from: (await asked.reach).from, to: plan.asOf },
  };
  const fitted: ForecastModels = {
    purchases,
    value,
    daysPerUnit: plan.unit === 'week' ? 7 : 1,
    relativeError: backtest.relativeError,
  };
  const reported = await load.reportedHistories(plan.asOf, histories.groups);
  return {
    models: [
      describeFit(purchases, { ...context, id: 'purchases', model: 'bg-nbd', backtest }),
      describeFit(value, { ...context, id: 'value', model: 'gamma-gamma', backtest: null }),
    ],
    fitted,
    everyone: predictLifetimeValue(reported, fitted, forecastPlan(plan))[0],
    holdoutBias: backtest.cuts.at(-1)?.bias ?? null,
    correlation: frequencyValueCorrelation(valued.values),
  };
}

/** The histories to forecast at the close, where there is enough to forecast from. */
async function closingHistories(load: HistoryLoader, plan: FitPlan, asked: Asked) {
  const [groups, reach] = await Promise.all([asked.groups, asked.reach]);
  const gate = forecastGate({
    buyers: sum(groups, () => 1),
    historyDays: reach.historyDays,
    daysSinceLastOrder: reach.daysSinceLastOrder,
    customersWithThreeOrders: sum(groups, ({ frequency }) => (frequency >= 2 ? 1 : 0)),
    minCustomers: plan.minCustomers,
  });
  return { gate, groups: gate === 'ok' ? await load.scopedHistories(plan.closeDate) : [] };
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

/** Fits again on what was known at an earlier cut and compares with the purchases since. */
async function backtestAtHoldout(
  load: HistoryLoader,
  { asOf, unit }: FitPlan,
  historyDays: number,
): Promise<BacktestSummary> {
  const holdoutDays = Math.min(LONGEST_HOLDOUT_DAYS, Math.floor(historyDays / 21) * 7);
  if (holdoutDays < 28) return summarizeBacktests([]);
  const cut = addDays(asOf, -holdoutDays);
  const groups = await load.holdout(cut);
  const tested = backtestBgNbd(groups, daysBetween(cut, asOf) / (unit === 'week' ? 7 : 1));
  return summarizeBacktests(wasRefused(tested) ? [] : [tested]);
}

const correlationWarning = (correlation: number | null): string[] =>
  correlation !== null && Math.abs(correlation) > WARN_ABOVE_CORRELATION
    ? [
        `Repeat purchases and their value correlate (${correlation.toFixed(2)}); predicted CLV assumes they do not.`,
      ]
    : [];

const sum = (groups: readonly ScopedGroup[], of: (group: ScopedGroup) => number): number =>
  groups.reduce((total, group) => total + group.customers * of(group), 0);
