import { identityHash } from './identity-hash.ts';

/** Everything that the bytes of a run depend on. */
export interface RunIdentity {
  readonly triggerKey: string;
  readonly snapshotHash: string;
  readonly code: CodeVersion;
  /** `version` of the erasure list that the run has read. */
  readonly erasureListVersion: string;
  /** Rule by which seeds are drawn from the run's id. */
  readonly seedRule: string;
}

export interface CodeVersion {
  /** Hash of the bundle, or the version of the package. */
  readonly bundle: string;
  readonly nodeMajor: number;
  readonly engine: string;
  readonly solver: string;
}

/** Id of a run in the account; a run on a laptop has `runIdOf`. Another snapshot, code or erasure is another run. */
export const computedRunId = (identity: RunIdentity): string => identityHash(identity).slice(0, 26);
