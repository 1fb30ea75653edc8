import type { ReportConfiguration } from '#lib/config/configuration.ts';
import { firstForecastCohort } from '#lib/metrics/clv-predicted/metric.ts';
import type { MeasureContext } from '#lib/metrics/metric.ts';
import type { DraftReport, Measured } from '#lib/privacy/report.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { excludedPersons } from './excluded-persons.ts';
import { type ForecastRun, fitModels } from './fit-models.ts';
import { forecastMargin } from './forecast-margin.ts';
import { historyLoader } from './histories/history-loader.ts';
import { factLoader, measure } from './measure.ts';
import { measureContext, type RunFacts, reportHead } from './report-context.ts';
import { SUMMARY_NOTE, summaryOnly, unlockedMetrics, withoutPlaceholders } from './rfm-summary.ts';
import type { RunRequest } from './run-request.ts';
import { scopeParameters } from './scope-parameters.ts';
import type { StepTimer } from './step-timer.ts';

/** What a run opened: its warehouse, its facts and the clock of its steps. */
export interface OpenRun {
  readonly request: RunRequest;
  readonly warehouse: Warehouse;
  readonly facts: RunFacts;
  readonly timer: StepTimer;
}

/** Reports before the gate, and the models behind them. */
export interface Drafts {
  readonly reports: readonly DraftReport[];
  readonly models: ForecastRun['models'];
  /** Persons with an order who are in no figure; not yet released. */
  readonly excluded: number;
}

/** Measures every report of the run. The crossing of all registered schemes is the finest scope of all of them. */
export async function draftReports(
  run: OpenRun,
  reports: readonly ReportConfiguration[],
): Promise<Drafts> {
  const { request, facts, timer } = run;
  const schemes = [...new Set(reports.flatMap(({ segments }) => segments))].sort();
  const scope = scopeParameters(request.configuration, schemes, facts);
  const oldest = Math.max(...reports.map(({ cohorts }) => cohorts.ages));
  const context = (report: ReportConfiguration, forecast: MeasureContext['forecast']) =>
    measureContext(request.configuration, { ...report, segments: schemes }, { ...facts, forecast });
  const forecast = await timer.run(
    'fit-models',
    () => forecasts(run, scope, { schemes, oldest }),
    ({ models }) => ({
      detail: models.map(({ model }) => model).join(', ') || 'no model',
      rows: models.reduce((sum, { groups }) => sum + groups, 0),
    }),
  );
  const drafts: DraftReport[] = [];
  for (const report of reports) {
    const measuring = context(report, forecast.forecast);
    const load = factLoader(run.warehouse, scope, measuring);
    const measured = await timer.run(
      'measure',
      () => measure(unlockedMetrics(request.configuration), load, measuring),
      (done) => ({ detail: report.id, rows: done.reduce((sum, m) => sum + m.figures.length, 0) }),
    );
    drafts.push({
      head: reportHead(request.configuration, report, withForecastNotes(facts, forecast)),
      measured: measured.map((part) => inSegments(part, report.segments, schemes)),
    });
  }
  return {
    reports: drafts,
    models: forecast.models,
    excluded: await excludedPersons(run.warehouse, scope),
  };
}

async function forecasts(
  { request, warehouse, facts }: OpenRun,
  scope: Parameters,
  { schemes, oldest }: { readonly schemes: readonly string[]; readonly oldest: number },
): Promise<ForecastRun> {
  const { business, models, privacy } = request.configuration;
  const { asOf, closeDate } = facts.observation;
  const fiscal = business.calendar.fiscal;
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
  const summary = summaryOnly(request.configuration);
  const run = await fitModels(summary ? withoutPlaceholders(loader) : loader, {
    asOf,
    closeDate,
    unit: models.unit,
    horizonDays: Math.round(business.horizonMonths * 30.4375),
    discountRateYear: business.discountRateYear,
    margin: await forecastMargin(warehouse, facts.rule, scope),
    seed: facts.runId,
    minCustomers: privacy.k,
  });
  return summary ? { ...run, warnings: [SUMMARY_NOTE, ...run.warnings] } : run;
}

/** Drops the figures of schemes that this report does not show; their cells stay in the gate's system. */
function inSegments(
  measured: Measured,
  own: readonly string[],
  schemes: readonly string[],
): Measured {
  const foreign = schemes.filter((scheme) => !own.includes(scheme));
  const figures = measured.figures.filter(
    ({ scope }) => !foreign.some((scheme) => Object.hasOwn(scope, scheme)),
  );
  return { ...measured, figures };
}

function withForecastNotes(facts: RunFacts, { forecast, warnings }: ForecastRun): RunFacts {
  const refused =
    'refused' in forecast ? [`No predicted CLV: ${forecast.refused.replaceAll('-', ' ')}.`] : [];
  const notes = [...refused, ...warnings].map((message) => ({
    check: 'clv-predicted',
    severity: 'warn' as const,
    message,
  }));
  return { ...facts, notes: [...facts.notes, ...notes] };
}
