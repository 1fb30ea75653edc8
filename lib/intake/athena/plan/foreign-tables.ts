import * as z from 'zod';
import { IntakeError } from '../../intake-error.ts';

/** What `explain (type io)` says: the tables that a statement reads. */
const readsSchema = z.object({
  inputTableColumnInfos: z.array(
    z.object({
      table: z.object({ schemaTable: z.object({ schema: z.string(), table: z.string() }) }),
    }),
  ),
});

/**
 * Refuses a select that reads another table of the account than those it was given.
 * @param allowed `database.table` of each.
 * @throws IntakeError SQL_MAPPING
 */
export function refuseForeignTables(
  mapping: string,
  reads: string,
  allowed: ReadonlySet<string>,
): void {
  const { inputTableColumnInfos } = readsSchema.parse(JSON.parse(reads));
  for (const { table } of inputTableColumnInfos) {
    const name = `${table.schemaTable.schema}.${table.schemaTable.table}`;
    if (allowed.has(name)) continue;
    const hint = `not a select over its files: it reads ${name}; name its files in "files"`;
    throw new IntakeError('SQL_MAPPING', { file: mapping }, hint);
  }
}

/** Why a select is refused whose probe failed; the engine's own text may quote a value. */
export const selectRefusal = (mapping: string, code: string): IntakeError =>
  new IntakeError('SQL_MAPPING', { file: mapping }, `not a select over its files: ${code}`);
