import { landedSnapshot } from '#lib/erasure/landed-manifest.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { Correction } from '#lib/privacy/ledger/corrections.ts';
import type { Store } from '#lib/store/store.ts';
import type { DuckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { type KeptRelease, readLedger } from '../release-ledger.ts';
import type { RunFacts } from '../report-context.ts';
import { sentBefore } from '../revisions.ts';
import { type RunRequest, RunRequestError } from '../run-request.ts';
import { landedFolder } from './landing-place.ts';
import { measureIncrements } from './measure-increments.ts';
import { isOnlyLate } from './only-late.ts';

/** A run whose corrected data are checked. */
export interface CorrectingRun {
  readonly request: RunRequest;
  readonly facts: RunFacts;
  readonly warehouse: DuckdbWarehouse;
}

/**
 * What a correction changes, and how many customers are behind it: what was sent beside what is corrected. Undefined
 * for any other run and for one that is repeated. Throws `RunRequestError` where there is nothing to correct.
 */
export async function findCorrection(
  { request, facts, warehouse }: CorrectingRun,
  chain: Store,
): Promise<Correction | undefined> {
  if (facts.signed?.act !== 'correction' || facts.state === 'HELD') return undefined;
  const { releases } = await readLedger(chain);
  if (releases.some(({ entry }) => entry.runId === facts.runId)) return undefined;
  const sent = releaseOf(request, facts, releases);
  const landed = await landedSnapshot(landedFolder(request.store));
  if (landed?.hash !== sent.entry.snapshotHash)
    throw new RunRequestError(
      '--correct: the landed files are not those that the report was sent from; run it once more on those, without --send, then correct it',
    );
  const then = { ...landed, calendar: facts.snapshot.calendar };
  await refuseLate(then, facts, request);
  return { increments: await measureIncrements(then, { request, facts, warehouse }) };
}

/** The newest release that all the reports were sent by as final. */
function releaseOf(
  { configuration, reports }: RunRequest,
  { observation: { asOf } }: RunFacts,
  releases: readonly KeptRelease[],
): KeptRelease {
  const ids = reports ?? configuration.reports.map(({ id }) => id);
  const sent = releases.filter((release) =>
    ids.every((id) =>
      sentBefore({ id, asOf }, [release]).some(({ state }) => state !== 'PROVISIONAL'),
    ),
  );
  const newest = sent.at(-1);
  if (newest === undefined)
    throw new RunRequestError(
      `--correct: no final report ${ids.join(', ')} as of ${asOf} was sent, so there is nothing to correct; run it without`,
    );
  return newest;
}

/** What has only come late waits for the bundle, unless it is the definition that was wrong. */
async function refuseLate(
  then: Snapshot,
  { snapshot, signed }: RunFacts,
  { store, memoryLimitMb }: RunRequest,
): Promise<void> {
  if (signed?.words.startsWith('wrong definition')) return;
  if (!(await isOnlyLate(then, snapshot, { folder: store, memoryLimitMb }))) return;
  throw new RunRequestError(
    '--correct: every row of what was sent is there as it was; rows that came late wait for the next bundle',
  );
}
