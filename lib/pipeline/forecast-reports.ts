import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { firstForecastCohort } from '#lib/metrics/clv-predicted/metric.ts';
import type { Restatement } from '#lib/metrics/restatement/plan.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
import { type FitPlan, type ForecastRun, fitModels } from './fit-models.ts';
import { forecastMargin } from './forecast-margin.ts';
import { historyLoader } from './histories/history-loader.ts';
import type { RunFacts } from './report-context.ts';
import { SUMMARY_NOTE, summaryOnly, withoutPlaceholders } from './rfm-summary.ts';
import { scopeParameters } from './scope-parameters.ts';
import {
  forecastTenures,
  NO_SUBSCRIPTIONS,
  type TenureForecast,
} from './tenures/forecast-tenures.ts';
import { tenureLoader } from './tenures/tenure-loader.ts';

/** What a run opened: its warehouse and its facts. */
export interface OpenRun {
  readonly configuration: Configuration;
  readonly warehouse: Warehouse;
  readonly facts: RunFacts;
  /** The bundle that is due in this run, where the ledger was asked. */
  readonly restatement?: Restatement | null;
}

/** Segment schemes of all reports of a run: their crossing is the finest scope of all of them. */
export const registeredSchemes = (reports: readonly ReportConfiguration[]): string[] =>
  [...new Set(reports.flatMap(({ segments }) => segments))].sort();

/** How far the forecasts of a run look ahead. */
export const horizonDays = ({ business }: Configuration): number =>
  Math.round(business.horizonMonths * 30.4375);

/** What buyers and what subscribers are forecast to bring, and the models behind it. */
export interface ReportForecasts extends ForecastRun, TenureForecast {}

/** Fits the models of the run and forecasts every registered scope; `whenAsked` as in `fitModels`. */
export async function forecastReports(
  { configuration, warehouse, facts }: OpenRun,
  reports: readonly ReportConfiguration[],
  whenAsked?: () => void,
): Promise<ReportForecasts> {
  const { business, models, privacy } = configuration;
  const { asOf, closeDate } = facts.observation;
  const schemes = registeredSchemes(reports);
  const scope = scopeParameters(configuration, schemes, facts);
  const oldest = Math.max(...reports.map(({ cohorts }) => cohorts.ages));
  const fiscal = fiscalCalendar(configuration, facts.snapshot);
  const loader = historyLoader(warehouse, {
    scope,
    asOf,
    segments: schemes,
    firstCohort: firstForecastCohort({
      asOf,
      fiscal,
      cohorts: { grain: 'month', ages: oldest },
    }),
    unit: models.unit,
    binning: models.binning,
    minorUnits: facts.minorUnits,
  });
  const summary = summaryOnly(configuration);
  const plan: FitPlan = {
    asOf,
    closeDate,
    unit: models.unit,
    horizonDays: horizonDays(configuration),
    discountRateYear: business.discountRateYear,
    margin: await forecastMargin(warehouse, facts.rule, scope),
    seed: facts.runId,
    minCustomers: privacy.k,
  };
  const [run, tenures] = await Promise.all([
    fitModels(summary ? withoutPlaceholders(loader) : loader, plan, whenAsked),
    hasSubscriptions(facts)
      ? forecastTenures(tenureLoader(warehouse, { scope, minorUnits: facts.minorUnits }), {
          ...plan,
          schemes,
        })
      : NO_SUBSCRIPTIONS,
  ]);
  const warnings = summary ? [SUMMARY_NOTE, ...run.warnings] : run.warnings;
  return { ...run, warnings, ...tenures };
}

const hasSubscriptions = ({ snapshot }: RunFacts): boolean =>
  (snapshot.tables.subscriptions?.accepted ?? 0) > 0;
