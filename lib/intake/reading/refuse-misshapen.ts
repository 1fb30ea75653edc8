import { IntakeError } from '../intake-error.ts';
import { rejectHint } from '../landing/reject-hints.ts';
import type { SourceRelation } from './file-relation.ts';

/** More misshapen rows than this share mean a wrong format, not bad rows. */
const MAX_MISSHAPEN = 0.001;

/** Throws `IntakeError` named after the first defect when too many rows have the wrong shape. */
export function refuseMisshapen({ name, rows, defects }: SourceRelation): void {
  const [first] = defects;
  if (first === undefined || rows === null || defects.length <= rows * MAX_MISSHAPEN) return;
  const hint = `${rejectHint(first.reason)} (${defects.length} of ${rows} rows)`;
  throw new IntakeError(first.reason, { file: name, line: first.line }, hint);
}
