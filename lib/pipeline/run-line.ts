import type { Snapshot } from '#lib/intake/snapshot.ts';
import { release } from '#lib/privacy/release.ts';
import { runIdOf } from '#lib/runs/run-identity.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { checkReadiness } from './check-readiness.ts';
import { deliver, type RunOutcome } from './deliver.ts';
import { disclosurePolicy } from './disclosure-policy.ts';
import { type Drafts, draftReports } from './draft-reports.ts';
import { deliveredColumns, marginRule } from './margin-rule.ts';
import { observationOf } from './observation.ts';
import { openWarehouse } from './open-warehouse.ts';
import { withoutProvisional } from './provisional.ts';
import { type RunFacts, reportHead } from './report-context.ts';
import type { RunRequest } from './run-request.ts';
import { currencyExponent } from './scope-parameters.ts';
import { checkDeliveries } from './send-reports.ts';
import type { Services } from './services.ts';
import { type StepTimer, stepTimer } from './step-timer.ts';
import { snapshotOf } from './take-snapshot.ts';

/** The line: snapshot, checks, models, measures, gate, rendering, files and mails. */
export async function runLine(request: RunRequest, services: Services): Promise<RunOutcome> {
  checkDeliveries(request);
  const timer = stepTimer(services);
  const snapshot = await timer.run(
    'take-snapshot',
    () => snapshotOf(request, services),
    ({ tables }) => told(Object.values(tables), 'tables landed'),
  );
  const { facts, warehouse } = await openRun(request, snapshot, timer);
  try {
    const drafts =
      facts.state === 'HELD'
        ? heldDrafts(request, facts)
        : await draftReports({ request, warehouse, facts, timer }, chosenReports(request));
    const released = await timer.run(
      'release',
      () =>
        release(drafts.reports.map(withoutProvisional), disclosurePolicy(request.configuration)),
      () => ({
        detail: 'passed the gate',
        rows: drafts.reports.flatMap(({ measured }) => measured.flatMap((m) => m.cells)).length,
      }),
    );
    return await deliver({ request, services, facts, drafts, released, timer });
  } finally {
    await warehouse.close();
  }
}

const told = (tables: readonly { readonly accepted: number }[], what: string) => ({
  detail: `${tables.length} ${what}`,
  rows: tables.reduce((sum, { accepted }) => sum + accepted, 0),
});

async function openRun(
  request: RunRequest,
  snapshot: Snapshot,
  timer: StepTimer,
): Promise<{ readonly facts: RunFacts; readonly warehouse: Warehouse }> {
  const { configuration } = request;
  const observation = observationOf(request.asOf, configuration, snapshot);
  const warehouse = await openWarehouse(snapshot, observation.asOf, request);
  const readiness = await timer.run(
    'check-data',
    () => checkReadiness(warehouse, configuration, { snapshot, observation }),
    ({ state, findings }) => ({ detail: state, rows: findings.length }),
  );
  const delivered = await deliveredColumns(warehouse);
  const { mail: _, ...figures } = configuration;
  return {
    warehouse,
    facts: {
      runId: runIdOf(snapshot.hash, figures, observation.asOf),
      observation,
      rule: marginRule(delivered, configuration.business.margin),
      delivered,
      snapshot,
      state: readiness.state,
      notes: readiness.notes,
      minorUnits: 10 ** currencyExponent(configuration.business.currency),
    },
  };
}

const chosenReports = ({ configuration, reports }: RunRequest) =>
  configuration.reports.filter(({ id }) => reports === null || reports.includes(id));

/** A held report has a head and no figure: its notice says which check holds it. */
const heldDrafts = (request: RunRequest, facts: RunFacts): Drafts => ({
  reports: chosenReports(request).map((report) => ({
    head: reportHead(request.configuration, report, facts),
    measured: [],
  })),
  models: [],
  excluded: 0,
});
