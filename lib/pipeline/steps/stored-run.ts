import type { Configuration, ReportConfiguration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { ReleasedStore } from '#lib/privacy/released-store.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { Artefact } from '../artefacts/artefact.ts';
import type { ReleaseChain } from '../release-on-ledger.ts';
import type { ReleasedLanding } from '../restatement/due-restatement.ts';

/** Results of the steps of one run, kept where the step after it finds them. */
export interface StepMemory {
  /** Throws `ArtefactError` if the step that makes it has not run. */
  load<T>(artefact: Artefact<T>): Promise<T>;
  /**
   * What the step computes from these inputs: results of steps before it, or hashes. Recalled where the same inputs
   * have been computed before. Throws `DeterminismError` if they gave something else then.
   */
  make<T>(
    artefact: Artefact<T>,
    inputs: readonly (string | { readonly name: string })[],
    compute: () => Promise<T>,
  ): Promise<T>;
}

/** One run of the line, step by step: each step may be another process. */
export interface StoredRun {
  readonly configuration: Configuration;
  /** Exclusive end of the observation; null takes the last week that the orders cover. */
  readonly asOf: IsoDate | null;
  /** Ids of the reports to make; null makes all. */
  readonly reports: readonly string[] | null;
  readonly kept: StepMemory;
  readonly released: ReleasedStore;
  readonly chain: ReleaseChain;
}

/** Opens the landed tables of a snapshot for one step, and the rows that weeks were released from. */
export type OpenTables = (
  snapshot: Snapshot,
  asOf: IsoDate,
  released: readonly ReleasedLanding[],
) => Promise<Warehouse>;

/** The reports that a run makes, in the order of the catalogue. */
export const chosenReports = ({
  configuration,
  reports,
}: Pick<StoredRun, 'configuration' | 'reports'>): ReportConfiguration[] =>
  configuration.reports.filter(({ id }) => reports === null || reports.includes(id));

/** Keys of what a run released. */
export const releasedKeys = (runId: string) => ({
  content: `released/${runId}/content.json`,
  reports: `released/${runId}/reports`,
  files: `released/${runId}/files`,
});
