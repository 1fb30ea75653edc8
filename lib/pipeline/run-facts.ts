import type { Configuration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { Signed } from '#lib/privacy/report.ts';
import type { Readiness } from '#lib/quality/readiness.ts';
import { runIdOf } from '#lib/runs/run-identity.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { deliveredColumns, marginRule } from './margin-rule.ts';
import type { Observation } from './observation.ts';
import type { RunFacts } from './report-context.ts';
import { currencyExponent } from './scope-parameters.ts';

/** What a run knows once its data is checked. */
export async function runFacts(
  warehouse: Warehouse,
  configuration: Configuration,
  { snapshot, observation, readiness, erasureListVersion, signed }: Checked,
): Promise<RunFacts> {
  const delivered = await deliveredColumns(warehouse);
  const { mail: _mail, scores: _scores, approvals: _approvals, ...figures } = configuration;
  return {
    runId: runIdOf({
      snapshotHash: snapshot.hash,
      configuration: figures,
      asOf: observation.asOf,
      erasureListVersion,
      ...(signed && { signed }),
    }),
    erasureListVersion,
    observation,
    rule: marginRule(delivered, configuration.business.margin),
    delivered,
    snapshot,
    state: readiness.state,
    notes: readiness.notes,
    ...(signed && { signed }),
    minorUnits: 10 ** currencyExponent(configuration.business.currency),
  };
}

interface Checked {
  readonly snapshot: Snapshot;
  readonly observation: Observation;
  readonly readiness: Pick<Readiness, 'state' | 'notes'>;
  readonly erasureListVersion: string;
  readonly signed?: Signed | undefined;
}
