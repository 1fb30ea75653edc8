import type { Readiness } from '#lib/quality/readiness.ts';
import { type RunRequest, RunRequestError } from './run-request.ts';

type Judged = Pick<Readiness, 'state' | 'notes'>;

/**
 * What the checks say, and what somebody signed: a held report that is let go is in the state that its other checks
 * leave it in, and keeps its notes. The gate is not asked here, so that nobody can sign for it. Throws
 * `RunRequestError` where a decision has nothing to decide.
 */
export function overrideHold<T extends Judged>(
  readiness: T,
  { signed }: Pick<RunRequest, 'signed'>,
): T {
  const { state, notes } = readiness;
  if (signed?.act === 'correction' && state === 'PROVISIONAL')
    throw new RunRequestError('--correct: an input is late; correct the report when it is there');
  if (signed?.act !== 'override') return readiness;
  if (state !== 'HELD')
    throw new RunRequestError('--override-hold: no check holds the report; run it without');
  const late = notes.some(({ severity }) => severity === 'provisional');
  return { ...readiness, state: late ? 'PROVISIONAL' : 'FINAL' };
}
