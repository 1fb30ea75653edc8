import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import { type ForecastOutcome, isForecast } from '#lib/models/forecast.ts';
import type { DataNote, DraftReport, ForecastMethod, Measured } from '#lib/privacy/report.ts';
import { customerMembers } from './customer-members.ts';
import { editionsOfDraft, scopesAskedFor } from './draft-editions.ts';
import { excludedPersons } from './excluded-persons.ts';
import { type OpenRun, type ReportForecasts, registeredSchemes } from './forecast-reports.ts';
import { knownMembers, scopesOf, withFullRows } from './full-rows.ts';
import { derive, type FactLoader, factLoader, measure } from './measure.ts';
import { measureContext, type RunFacts, reportHead } from './report-context.ts';
import { unlockedMetrics } from './rfm-summary.ts';
import type { RunModel } from './rounded-fit.ts';
import { scopeParameters } from './scope-parameters.ts';

/** Reports before the gate, and the models behind them. */
export interface Drafts {
  readonly reports: readonly DraftReport[];
  readonly models: readonly RunModel[];
  /** Persons with an order who are in no figure; not yet released. */
  readonly excluded: number;
}

/** Loads what the reports of a run are measured by. */
export const reportFacts = (
  { configuration, facts, warehouse }: OpenRun,
  reports: readonly ReportConfiguration[],
): FactLoader =>
  factLoader(warehouse, scopeParameters(configuration, registeredSchemes(reports), facts));

/** Asks already for what no forecast can change; `measureReports` with the same loader finds it, or why it failed. */
export function askAhead(
  { configuration, facts, restatement = null }: OpenRun,
  reports: readonly ReportConfiguration[],
  load: FactLoader,
): void {
  const none = { forecast: { refused: 'too-few-customers' }, subscriptions: null } as const;
  for (const report of reports) {
    const segments = registeredSchemes(reports);
    const context = measureContext(
      configuration,
      { ...report, segments },
      { ...facts, ...none, restatement },
    );
    for (const { definition, facts: needed } of unlockedMetrics(configuration)) {
      if (!definition.tables.every((table) => context.supplied.has(table))) continue;
      for (const fact of needed) load(context)(fact).catch(() => undefined);
    }
  }
}

/** Divides customers by the channel of their first order in some metrics, whether it is a registered scheme or not. */
const ENTRY_CHANNEL = 'channel';

/** Measures every report of the run with what the models forecast. */
export async function measureReports(
  run: OpenRun,
  reports: readonly ReportConfiguration[],
  from: MeasuredFrom,
): Promise<Drafts> {
  const { configuration, facts, warehouse } = run;
  const { forecasts } = from;
  const notes = [...facts.notes, ...forecastNotes(forecasts)];
  const schemes = registeredSchemes(reports);
  const scope = scopeParameters(configuration, schemes, facts);
  const [excluded, ofCustomers, ...parts] = await Promise.all([
    excludedPersons(warehouse, scope),
    customerMembers(warehouse, scope),
    ...reports.map((report) => measureReport(run, { ...report, segments: schemes }, from)),
  ]);
  const members = knownMembers(
    [...ofCustomers, ...scopesOf(parts.flat()), ...reports.flatMap(scopesAskedFor)],
    [...schemes, ENTRY_CHANNEL],
  );
  const head = { forecast: forecastMethod(forecasts) };
  const drafts = reports.map(async (report, i) => {
    const own = (parts[i] ?? []).map((part) =>
      inSegments(withFullRows(part, members), report.segments, schemes),
    );
    const whole = {
      head: { ...reportHead(configuration, report, { ...facts, notes }), ...head },
      measured: await withDerived(run, { report, from }, own),
    };
    return editionsOfDraft(whole, report);
  });
  const models = [...forecasts.models, ...forecasts.retention];
  return { reports: (await Promise.all(drafts)).flat(), models, excluded };
}

interface MeasuredFrom {
  readonly forecasts: ReportForecasts;
  readonly load: FactLoader;
}

function measureReport(
  run: OpenRun,
  report: ReportConfiguration,
  from: MeasuredFrom,
): Promise<readonly Measured[]> {
  const context = contextOf(run, report, from);
  return measure(unlockedMetrics(run.configuration), from.load(context), context);
}

/** Derived figures come last: they are made of all others, with every row that their tables list. */
async function withDerived(
  run: OpenRun,
  { report, from }: { readonly report: ReportConfiguration; readonly from: MeasuredFrom },
  measured: readonly Measured[],
): Promise<readonly Measured[]> {
  const context = contextOf(run, report, from);
  const metrics = unlockedMetrics(run.configuration);
  return [...measured, ...(await derive(metrics, measured, { load: from.load(context), context }))];
}

const contextOf = (
  { configuration, facts, restatement = null }: OpenRun,
  report: ReportConfiguration,
  { forecasts: { forecast, subscriptions } }: MeasuredFrom,
) => measureContext(configuration, report, { ...facts, forecast, subscriptions, restatement });

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
