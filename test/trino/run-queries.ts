import type { Configuration } from '#lib/config/configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { cohortRetentionVariant } from '#lib/metrics/cohort-retention/fact.ts';
import {
  type CohortRetentionChoice,
  cohortRetentionOptions,
} from '#lib/metrics/cohort-retention/options.ts';
import { tierMovesBy } from '#lib/metrics/facts/tiers/tier-moves.ts';
import type { Fact, MeasureContext } from '#lib/metrics/metric.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import { checkReadiness } from '#lib/pipeline/check-readiness.ts';
import { measureReports, reportFacts } from '#lib/pipeline/draft-reports.ts';
import { forecastReports, registeredSchemes } from '#lib/pipeline/forecast-reports.ts';
import { factLoader } from '#lib/pipeline/measure.ts';
import { measureContext } from '#lib/pipeline/report-context.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import { scopeParameters } from '#lib/pipeline/scope-parameters.ts';
import { mayRead } from '#lib/privacy/scope/purposes.ts';
import { classedColumns, isInScope } from '#lib/privacy/scope/scope-columns.ts';
import { SCOPE_RELATIONS } from '#lib/privacy/scope/scope-relations.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { LandedShop } from './landed-shop.ts';

/** Every query of a run: checks, histories, facts of every metric, and who is in no figure. */
export async function queriesOfRun(shop: LandedShop, warehouse: Warehouse): Promise<void> {
  const { configuration, snapshot, observation } = shop;
  await checkReadiness(warehouse, configuration, { snapshot, observation });
  await queriesOfReports(shop, warehouse);
}

/** The same without checks, whatever they would find. */
export async function queriesOfReports(
  { configuration, snapshot, observation }: LandedShop,
  warehouse: Warehouse,
): Promise<void> {
  const facts = await runFacts(warehouse, configuration, {
    snapshot,
    observation,
    readiness: UNCHECKED,
    erasureListVersion: NOBODY_ERASED.version,
  });
  const run = { configuration, facts, warehouse };
  const { reports } = configuration;
  const forecasts = await forecastReports(run, reports);
  await measureReports(run, reports, { forecasts, load: reportFacts(run, reports) });
}

const UNCHECKED = { state: 'FINAL', notes: [] } as const;

/**
 * What a run does not ask by its standard options: every fact under another configuration and without segments, cohort
 * tables and tiers by other options, and whole relations of the scope.
 */
export async function queriesOfVariants(
  shop: LandedShop,
  warehouse: Warehouse,
  change: (configuration: Configuration) => Configuration,
): Promise<void> {
  const configuration = change(shop.configuration);
  const { snapshot, observation } = shop;
  const facts = await runFacts(warehouse, configuration, {
    snapshot,
    observation,
    readiness: UNCHECKED,
    erasureListVersion: NOBODY_ERASED.version,
  });
  await forecastReports({ configuration, facts, warehouse }, configuration.reports);
  const [report] = configuration.reports;
  if (report === undefined) return;
  const forecast = { refused: 'too-few-buyers' } as const;
  const context = measureContext(configuration, report, {
    ...facts,
    forecast,
    subscriptions: null,
  });
  const scope = scopeParameters(configuration, registeredSchemes(configuration.reports), facts);
  await factsBy(warehouse, scope, withoutTouches(context));
  await wholeRelations(warehouse, scope);
}

/** Then the facts about paid channels go by spend. */
const withoutTouches = (context: MeasureContext): MeasureContext => ({
  ...context,
  segments: [],
  supplied: new Set([...context.supplied].filter((table) => table !== 'touchpoints')),
});

async function factsBy(
  warehouse: Warehouse,
  scope: Parameters,
  context: MeasureContext,
): Promise<void> {
  const load = factLoader(warehouse, scope)(context);
  const facts: Fact<unknown>[] = [
    ...METRICS.flatMap((metric) => metric.facts),
    ...COHORT_CHOICES.map((choice) => cohortRetentionVariant(cohortRetentionOptions(choice))),
    tierMovesBy('quantiles'),
    tierMovesBy({ mid: 5_000, high: 20_000 }),
  ];
  for (const { query, parameters } of facts) await load({ query, parameters });
}

const COHORT_CHOICES: readonly CohortRetentionChoice[] = [
  { entry: 'recurring', criterion: 'on_or_after', buckets: 'calendar' },
  { entry: 'first_ever', minimumOrder: 3_000, criterion: 'streak' },
  { minimumOrder: 3_000, criterion: 'on_or_before', buckets: { rolling: 30 }, minOccurrences: 2 },
  { buckets: { custom: [10, 45, 120] } },
];

/** Results have no lists: queries take them apart. */
const LISTS: Readonly<Record<string, string>> = { themes: `array_join(themes, ',') as themes` };

/** Each relation that a query may read, row by row, in the columns that reports may read. */
export async function wholeRelations(warehouse: Warehouse, scope: Parameters): Promise<void> {
  for (const { name } of SCOPE_RELATIONS) {
    if (!isInScope(name)) continue;
    const columns = classedColumns(name).filter(([column, dataClass]) =>
      mayRead('segment-reporting', column, dataClass),
    );
    const listed = columns.map(([column]) => LISTS[column] ?? column).join(', ');
    const sql = `-- grain: as ${name}\nselect ${listed} from ${name}`;
    const query = { name: `all of ${name}`, sql, parseRow: (row: unknown) => row };
    await warehouse.run(scopeTo('segment-reporting', query), scope);
  }
}
