import { createHash } from 'node:crypto';
import type { IsoDate } from '#lib/units/calendar.ts';

/** Version of the code as it enters the identity of a run. */
export const CODE_VERSION = '0.1.0';

/** What the figures of a run are a function of, besides the code. */
export interface RunInputs {
  readonly snapshotHash: string;
  readonly configuration: object;
  readonly asOf: IsoDate;
  readonly erasureListVersion: string;
  /** A decision that somebody signed for the run. */
  readonly signed?: object;
}

/** Same snapshot, code, configuration, cut and erasure list: same id, same bytes (metric rule G13). */
export function runIdOf(inputs: RunInputs): string {
  return createHash('sha256')
    .update(canonicalJson({ ...inputs, code: CODE_VERSION }))
    .digest('hex')
    .slice(0, 12);
}

/** JSON with sorted keys (RFC 8785 for the values that a configuration can hold). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${entries.join(',')}}`;
}
