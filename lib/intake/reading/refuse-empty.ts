import type { TableName } from '#lib/contract/tables.ts';
import { IntakeError } from '../intake-error.ts';
import type { LandedFile } from '../snapshot.ts';

/** Tables that are never truly empty: no rows mean a failed export, not a quiet week. */
const NEVER_EMPTY: readonly TableName[] = ['orders', 'marketing_spend'];

/** Throws `IntakeError` EMPTY for a file without rows where rows are due and no manifest announces none. */
export function refuseEmpty(
  table: TableName,
  { name, rows }: LandedFile,
  announced: boolean,
): void {
  if (rows > 0 || announced || !NEVER_EMPTY.includes(table)) return;
  const hint = 'a header and no rows; export it again, or send a manifest that says 0 rows';
  throw new IntakeError('EMPTY', { file: name }, hint);
}
