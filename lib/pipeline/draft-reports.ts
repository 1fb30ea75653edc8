import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { DraftReport, Measured } from '#lib/privacy/report.ts';
import { excludedPersons } from './excluded-persons.ts';
import type { ForecastRun } from './fit-models.ts';
import { type OpenRun, registeredSchemes } from './forecast-reports.ts';
import { factLoader, measure } from './measure.ts';
import { measureContext, type RunFacts, reportHead } from './report-context.ts';
import { unlockedMetrics } from './rfm-summary.ts';
import { scopeParameters } from './scope-parameters.ts';

/** Reports before the gate, and the models behind them. */
export interface Drafts {
  readonly reports: readonly DraftReport[];
  readonly models: ForecastRun['models'];
  /** Persons with an order who are in no figure; not yet released. */
  readonly excluded: number;
}

/** Measures every report of the run with what the models forecast. */
export async function measureReports(
  run: OpenRun,
  reports: readonly ReportConfiguration[],
  forecast: ForecastRun,
): Promise<Drafts> {
  const { configuration, facts, warehouse } = run;
  const schemes = registeredSchemes(reports);
  const scope = scopeParameters(configuration, schemes, facts);
  const draft = async (report: ReportConfiguration): Promise<DraftReport> => {
    const context = measureContext(
      configuration,
      { ...report, segments: schemes },
      { ...facts, forecast: forecast.forecast },
    );
    const load = factLoader(warehouse, scope, context);
    const measured = await measure(unlockedMetrics(configuration), load, context);
    return {
      head: reportHead(configuration, report, withForecastNotes(facts, forecast)),
      measured: measured.map((part) => inSegments(part, report.segments, schemes)),
    };
  };
  const [excluded, drafts] = await Promise.all([
    excludedPersons(warehouse, scope),
    Promise.all(reports.map(draft)),
  ]);
  return { reports: drafts, models: forecast.models, excluded };
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
