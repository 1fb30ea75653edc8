import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import { boundSchemes } from '#lib/config/recipient-groups.ts';
import { TABLE_NAMES, type TableName } from '#lib/contract/tables.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { MeasureContext } from '#lib/metrics/metric.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import type { Restatement } from '#lib/metrics/restatement/plan.ts';
import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import type { ForecastOutcome } from '#lib/models/forecast.ts';
import type { DataNote, ReportHead, ReportState, Signed } from '#lib/privacy/report.ts';
import { fiscalWeekLabel, monthLabel, weekLabel } from '#lib/units/calendar.ts';
import { fiscalCalendar } from './fiscal-calendar.ts';
import { intakeLines, latestDays } from './intake-lines.ts';
import type { Observation } from './observation.ts';
import { nextBundle } from './restatement/quarter.ts';
import { currencyExponent, historyIsComplete, type MarginRule } from './scope-parameters.ts';

/** Version of the metric definitions; raised with each change of a definition and logged in the CHANGELOG. */
export const DEFINITIONS_VERSION = 1;

/** What every metric of one report may know. */
export function measureContext(
  configuration: Configuration,
  report: ReportConfiguration,
  run: RunFacts & {
    readonly forecast: ForecastOutcome;
    readonly subscriptions: SubscriptionOutcome;
    readonly restatement?: Restatement | null;
  },
): MeasureContext {
  const { business } = configuration;
  const { observation, rule, snapshot } = run;
  return {
    ...observation,
    fiscal: fiscalCalendar(configuration, snapshot),
    cohorts: report.cohorts,
    segments: report.segments,
    compared: boundSchemes(report),
    marginBasis: rule.basis,
    margin: rule.margin,
    minorUnits: run.minorUnits,
    horizonDays: Math.round(business.horizonMonths * 30.4375),
    discountRateYear: business.discountRateYear,
    journey: business.journey ?? null,
    forecast: run.forecast,
    subscriptions: run.subscriptions,
    restatement: run.restatement ?? null,
    historyComplete: historyIsComplete(configuration),
    supplied: new Set([
      ...Object.values(snapshot.tables)
        .filter(({ accepted }) => accepted > 0)
        .map(({ table }) => table),
      ...run.delivered,
    ]),
    intake: intakeLines(snapshot),
  };
}

/** What a run knows before it measures. */
export interface RunFacts {
  readonly runId: string;
  /** Version of the erasure list under which the data were read. */
  readonly erasureListVersion: string;
  readonly observation: Observation;
  readonly rule: MarginRule;
  /** Optional columns of the orders that hold values, as `orders.COLUMN`. */
  readonly delivered: ReadonlySet<string>;
  readonly snapshot: Snapshot;
  readonly state: Exclude<ReportState, 'ANALYSIS' | 'CORRECTION'>;
  readonly notes: readonly DataNote[];
  readonly signed?: Signed;
  /** Minor units in one major unit of the reporting currency. */
  readonly minorUnits: number;
}

/** The state that readers are told. A held run sends its notice, whatever was signed. */
export function reportState(
  { privacy }: Pick<Configuration, 'privacy'>,
  { state, signed }: Pick<RunFacts, 'state' | 'signed'>,
): ReportState {
  if (privacy.snapshot === 'exact') return 'ANALYSIS';
  return state !== 'HELD' && signed?.act === 'correction' ? 'CORRECTION' : state;
}

/** What a report says besides its figures. */
export function reportHead(
  configuration: Configuration,
  report: ReportConfiguration,
  run: RunFacts,
): ReportHead {
  const { business, privacy, sources, targets } = configuration;
  const { observation, rule, snapshot } = run;
  const fiscal = fiscalCalendar(configuration, snapshot);
  return {
    id: report.id,
    edition: report.id,
    scope: {},
    title: report.title,
    business: business.name,
    state: reportState({ privacy }, run),
    revision: 1,
    asOf: observation.asOf,
    timeZone: business.timeZone,
    period: weekLabel(observation.week),
    priorPeriod: weekLabel(observation.priorWeek),
    yearAgoPeriod: weekLabel(observation.yearAgoWeek),
    fiscalWeek: fiscalWeekLabel(observation.week, fiscal),
    fiscalYearAgo: fiscalWeekLabel(observation.yearAgoWeek, fiscal),
    month: monthLabel(observation.month, fiscal),
    priorMonth: monthLabel(observation.priorMonth, fiscal),
    yearAgoMonth: monthLabel(observation.yearAgoMonth, fiscal),
    nextBundle: nextBundle(run, fiscal, report.schedule?.weekday),
    currency: business.currency,
    currencyExponent: currencyExponent(business.currency),
    locale: report.locale,
    runId: run.runId,
    definitionsVersion: DEFINITIONS_VERSION,
    forecast: null,
    k: privacy.k,
    segments: report.segments,
    cohortGrain: report.cohorts.grain,
    marginBasis: rule.basis,
    alerts: report.alerts,
    notes: run.notes,
    ...(run.signed && { signed: run.signed }),
    dataTo: latestDays(snapshot),
    intake: intakeLines(snapshot),
    tablesNotSupplied: NEEDED_TABLES.filter((table) => !isSupplied(table, { sources, targets })),
  };
}

/** Attribution is delivered instead of touches. */
const INSTEAD: Readonly<Partial<Record<TableName, TableName>>> = { touchpoints: 'attribution' };

const isSupplied = (
  table: TableName,
  { sources, targets }: Pick<Configuration, 'sources' | 'targets'>,
): boolean =>
  table in sources ||
  (INSTEAD[table] ?? table) in sources ||
  (table === 'targets' && targets !== undefined);

/** Tables that metrics are made from; a missing one costs their lines and is named once. */
const NEEDED_TABLES = TABLE_NAMES.filter((table) =>
  METRICS.some(({ definition }) => definition.tables.includes(table)),
);
