import type { QueryExecutionStatus } from '@aws-sdk/client-athena';

/** Failures that Athena tells in words only. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/bytes scanned limit/i, 'WORKGROUP_BYTES_LIMIT'],
  [/exhausted resources/i, 'RESOURCES_EXHAUSTED'],
  [/access denied|not authorized/i, 'ACCESS_DENIED'],
];

const CATEGORIES: Readonly<Record<number, string>> = { 1: 'SYSTEM_ERROR', 2: 'USER_ERROR' };

/** The kind of a query's failure: Trino's name before the colon, never what follows, which may quote a value. */
export function codeOfStatus({ State, StateChangeReason = '', AthenaError }: QueryExecutionStatus) {
  const phrase = PHRASES.find(([words]) => words.test(StateChangeReason));
  if (phrase !== undefined) return phrase[1];
  if (State === 'CANCELLED') return 'CANCELLED';
  const named = /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):/.exec(StateChangeReason)?.[1];
  return named ?? CATEGORIES[AthenaError?.ErrorCategory ?? 0] ?? 'ENGINE_ERROR';
}

/** The kind of failure of a request: `AccessDeniedException` is `ACCESS_DENIED`. */
export function codeOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'ENGINE_ERROR';
  const words = error.name
    .replace(/(?:Exception|Error)$/, '')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
  return words.toUpperCase() || 'ENGINE_ERROR';
}
