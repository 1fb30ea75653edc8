import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import { type ForecastOutcome, isForecast } from '#lib/models/forecast.ts';
import type { DataNote, DraftReport, ForecastMethod, Measured } from '#lib/privacy/report.ts';
import { excludedPersons } from './excluded-persons.ts';
import { type OpenRun, type ReportForecasts, registeredSchemes } from './forecast-reports.ts';
import { factLoader, measure } from './measure.ts';
import { measureContext, type RunFacts, reportHead } from './report-context.ts';
import { unlockedMetrics } from './rfm-summary.ts';
import { scopeParameters } from './scope-parameters.ts';

/** Reports before the gate, and the models behind them. */
export interface Drafts {
  readonly reports: readonly DraftReport[];
  readonly models: ReportForecasts['models'];
  /** Persons with an order who are in no figure; not yet released. */
  readonly excluded: number;
}

/** Measures every report of the run with what the models forecast. */
export async function measureReports(
  run: OpenRun,
  reports: readonly ReportConfiguration[],
  forecasts: ReportForecasts,
): Promise<Drafts> {
  const { configuration, facts, warehouse } = run;
  const { forecast, subscriptions, models } = forecasts;
  const notes = [...facts.notes, ...forecastNotes(forecasts)];
  const schemes = registeredSchemes(reports);
  const scope = scopeParameters(configuration, schemes, facts);
  const draft = async (report: ReportConfiguration): Promise<DraftReport> => {
    const context = measureContext(
      configuration,
      { ...report, segments: schemes },
      { ...facts, forecast, subscriptions },
    );
    const load = factLoader(warehouse, scope, context);
    const measured = await measure(unlockedMetrics(configuration), load, context);
    return {
      head: {
        ...reportHead(configuration, report, { ...facts, notes }),
        forecast: forecastMethod(forecasts),
      },
      measured: measured.map((part) => inSegments(part, report.segments, schemes)),
    };
  };
  const [excluded, drafts] = await Promise.all([
    excludedPersons(warehouse, scope),
    Promise.all(reports.map(draft)),
  ]);
  return { reports: drafts, models, excluded };
}

/** What the report says of the model behind predicted CLV. */
function forecastMethod({ forecast, models }: ReportForecasts): ForecastMethod | null {
  const choice = models.find(({ id }) => id === 'purchases')?.backtest;
  if (!choice || !isForecast(forecast)) return null;
  return { model: choice.model, cuts: choice.cuts.map(({ cut }) => cut) };
}

/** A held run has heads and no figure: its notice says which check holds it. */
export const heldDrafts = (
  configuration: Configuration,
  reports: readonly ReportConfiguration[],
  facts: RunFacts,
): Drafts => ({
  reports: reports.map((report) => ({
    head: reportHead(configuration, report, facts),
    measured: [],
  })),
  models: [],
  excluded: 0,
});

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

/** Why there is no forecast, and what is doubtful about the one there is. */
function forecastNotes({ forecast, subscriptions, warnings }: ReportForecasts): DataNote[] {
  const note = (check: string, message: string): DataNote => ({ check, severity: 'warn', message });
  const refusal = (check: string, what: string, outcome: ForecastOutcome | SubscriptionOutcome) =>
    outcome !== null && 'refused' in outcome
      ? [note(check, `No ${what}: ${outcome.refused.replaceAll('-', ' ')}.`)]
      : [];
  return [
    ...refusal('clv-predicted', 'predicted CLV', forecast),
    ...warnings.map((message) => note('clv-predicted', message)),
    ...refusal('clv-contractual', 'value of subscribers', subscriptions),
  ];
}
