/** Somebody was erased after this run read its data: nothing of it may be released. */
export class ErasureAdvancedError extends Error {
  override readonly name = 'ErasureAdvancedError';
  readonly code = 'ERASURE_ADVANCED';
  constructor(runId: string) {
    super(`ERASURE_ADVANCED: run ${runId} saw data of someone erased since; start a new run`);
  }
}

/** Under which erasure list a run was computed. */
interface ComputedRun {
  readonly runId: string;
  readonly erasureListVersion: string;
}

/** Throws `ErasureAdvancedError` where the list has changed since. */
export function refuseAdvanced({ runId, erasureListVersion }: ComputedRun, now: string): void {
  if (now !== erasureListVersion) throw new ErasureAdvancedError(runId);
}
