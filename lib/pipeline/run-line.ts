import { releasedWeeks } from '#lib/erasure/released-weeks.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { Restatement } from '#lib/metrics/restatement/plan.ts';
import { DUCKDB_ENGINE, type DuckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { checkReadiness } from './check-readiness.ts';
import { findCorrection } from './correction/find-correction.ts';
import { forgetWeeks, settleCorrection } from './correction/landing-place.ts';
import { deliver, type RunOutcome } from './deliver.ts';
import { askAhead, type Drafts, heldDrafts, measureReports, reportFacts } from './draft-reports.ts';
import { forecastReports } from './forecast-reports.ts';
import { observationOf } from './observation.ts';
import { openWarehouse } from './open-warehouse.ts';
import { overrideHold } from './override-hold.ts';
import { readLedger } from './release-ledger.ts';
import { type ReleaseChain, releaseOnLedger } from './release-on-ledger.ts';
import type { RunFacts } from './report-context.ts';
import { dueRestatement } from './restatement/due-restatement.ts';
import { keepWeeks } from './restatement/keep-weeks.ts';
import { runFacts } from './run-facts.ts';
import type { RunRequest } from './run-request.ts';
import { expireScores, type ScorableRun, scoreCustomers } from './score-customers.ts';
import { checkDeliveries } from './send-reports.ts';
import type { Services } from './services.ts';
import { type StepTimer, stepTimer } from './step-timer.ts';
import { snapshotOf } from './take-snapshot.ts';

/** The line: snapshot, checks, models, measures, gate, rendering, files and mails. */
export async function runLine(request: RunRequest, services: Services): Promise<RunOutcome> {
  checkDeliveries(request);
  const { configuration } = request;
  const timer = stepTimer(services);
  await expireScores(request, services);
  const { version } = await services.erased();
  const snapshot = await timer.run(
    'take-snapshot',
    () => snapshotOf(request, services),
    ({ tables }) => told(Object.values(tables), 'tables landed'),
  );
  const { facts, warehouse } = await openRun(
    request,
    { snapshot, erasureListVersion: version },
    timer,
  );
  let joined = false;
  try {
    const chain = await chainOf(request, services);
    const correction = await findCorrection({ request, facts, warehouse }, chain.store);
    const restatement = await restatementOf(chain, request, facts);
    const run = { configuration, facts, warehouse, restatement };
    const drafts = await draft(run, { request, services, timer });
    const { content: released } = await timer.run(
      'release',
      () => releaseOnLedger(drafts, { configuration, facts, correction }, chain),
      () => ({
        detail: 'passed the gate',
        rows: drafts.reports.flatMap(({ measured }) => measured.flatMap((m) => m.cells)).length,
      }),
    );
    joined = chain.commits && facts.state !== 'HELD';
    if (joined) {
      await forgetWeeks(request, facts);
      await keepWeeks(request, facts);
    }
    const heads = drafts.reports.map(({ head }) => head);
    return await deliver({ request, services, facts, heads, released, timer });
  } finally {
    await warehouse.close();
    await settleCorrection(request, joined);
  }
}

const told = (tables: readonly { readonly accepted: number }[], what: string) => ({
  detail: `${tables.length} ${what}`,
  rows: tables.reduce((sum, { accepted }) => sum + accepted, 0),
});

/** The data of a run, and a version of the list of those who are not in them. */
interface TakenData {
  readonly snapshot: Snapshot;
  readonly erasureListVersion: string;
}

async function openRun(
  request: RunRequest,
  { snapshot, erasureListVersion }: TakenData,
  timer: StepTimer,
): Promise<{ readonly facts: RunFacts; readonly warehouse: DuckdbWarehouse }> {
  const { configuration } = request;
  const observation = observationOf(request.asOf, configuration, snapshot);
  const warehouse = await openWarehouse(snapshot, observation.asOf, request);
  const readiness = await timer.run(
    'check-data',
    async () =>
      overrideHold(
        await checkReadiness(warehouse, configuration, { snapshot, observation }),
        request,
      ),
    ({ state, findings }) => ({ detail: state, rows: findings.length }),
  );
  const facts = await runFacts(warehouse, configuration, {
    snapshot,
    observation,
    readiness,
    erasureListVersion,
    signed: request.signed,
  });
  return { warehouse, facts };
}

/** Mails are kept by those who get them, so a sent run joins the chain; an exact analysis is never sent. */
const chainOf = async (
  { configuration, send, dryRun }: RunRequest,
  { chain, erased }: Services,
): Promise<ReleaseChain> => ({
  store: await chain(),
  commits: send && !dryRun && configuration.privacy.snapshot !== 'exact',
  erasureListVersion: async () => (await erased()).version,
  engine: DUCKDB_ENGINE,
});

/** The bundle that is due after what the ledger says, of weeks whose rows this machine keeps. */
async function restatementOf(
  { store }: ReleaseChain,
  { configuration, store: root }: RunRequest,
  facts: RunFacts,
): Promise<Restatement | null> {
  const kept = new Set(await releasedWeeks(root));
  return dueRestatement(await readLedger(store), { configuration, facts }, (period) =>
    kept.has(period),
  );
}

const chosenReports = ({ configuration, reports }: RunRequest) =>
  configuration.reports.filter(({ id }) => reports === null || reports.includes(id));

/** What a run was asked for, and what it may use. */
interface Asked {
  readonly request: RunRequest;
  readonly services: Services;
  readonly timer: StepTimer;
}

async function draft(run: ScorableRun, { request, services, timer }: Asked): Promise<Drafts> {
  const reports = chosenReports(request);
  if (run.facts.state === 'HELD') return heldDrafts(run.configuration, reports, run.facts);
  const load = reportFacts(run, reports);
  const forecasts = await timer.run(
    'fit-models',
    () => forecastReports(run, reports, () => askAhead(run, reports, load)),
    ({ models }) => ({
      detail: models.map(({ model }) => model).join(', ') || 'no model',
      rows: models.reduce((sum, { groups }) => sum + groups, 0),
    }),
  );
  const { scores } = run.configuration;
  if (scores && !request.dryRun)
    await timer.run(
      'write-scores',
      () => scoreCustomers(run, forecasts, { scores, request, services }),
      (told) => told,
    );
  return timer.run(
    'measure',
    () => measureReports(run, reports, { forecasts, load }),
    (drafts) => ({
      detail: reports.map(({ id }) => id).join(', '),
      rows: drafts.reports.flatMap(({ measured }) => measured.flatMap((m) => m.figures)).length,
    }),
  );
}
