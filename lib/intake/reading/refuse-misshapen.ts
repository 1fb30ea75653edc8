import type { ShapeDefect } from '../bytes/csv-shape.ts';
import { IntakeError } from '../intake-error.ts';
import { rejectHint } from '../landing/reject-hints.ts';
import type { SourceRelation } from './file-relation.ts';

/** More misshapen rows than this share mean a wrong format, not bad rows. */
const MAX_MISSHAPEN = 0.001;

/** Rows of a file, how many are misshapen, and those of them whose place was kept. */
interface Shapes {
  readonly name: string;
  readonly rows: number;
  readonly misshapen: number;
  readonly defects: readonly ShapeDefect[];
}

/**
 * Names the first defect when too many rows have the wrong shape, or more than have a place: these could not be told
 * from good ones. Else null.
 */
export function misshapenRefusal({ name, rows, misshapen, defects }: Shapes): IntakeError | null {
  const [first] = defects;
  if (first === undefined) return null;
  if (misshapen <= rows * MAX_MISSHAPEN && misshapen === defects.length) return null;
  const hint = `${rejectHint(first.reason)} (${misshapen} of ${rows} rows)`;
  return new IntakeError(first.reason, { file: name, line: first.line }, hint);
}

/** Throws `IntakeError` when too many rows have the wrong shape. */
export function refuseMisshapen({ name, rows, defects }: SourceRelation): void {
  if (rows === null) return;
  const refusal = misshapenRefusal({ name, rows, misshapen: defects.length, defects });
  if (refusal !== null) throw refusal;
}
