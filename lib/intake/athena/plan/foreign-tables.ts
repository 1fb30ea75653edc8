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

/** A select as its refusals speak of it. */
export interface ReadSelect {
  /** Name of the mapping, or of the catalogue's table. */
  readonly name: string;
  /** Whether it reads a table of the catalogue instead of files. */
  readonly existing: boolean;
}

/**
 * Refuses a select that reads another table of the account than those it was given.
 * @param allowed `database.table` of each.
 * @throws IntakeError SQL_MAPPING, for a table of the catalogue CATALOGUE_TABLE
 */
export function refuseForeignTables(
  select: ReadSelect,
  reads: string,
  allowed: ReadonlySet<string>,
): void {
  const { inputTableColumnInfos } = readsSchema.parse(JSON.parse(reads));
  for (const { table } of inputTableColumnInfos) {
    const name = `${table.schemaTable.schema}.${table.schemaTable.table}`;
    if (allowed.has(name)) continue;
    const why = select.existing
      ? `it is a view that reads ${name}; name a table in "table"`
      : `it reads ${name}; name its files in "files"`;
    throw refusal(select, why);
  }
}

/** Why a select is refused whose probe failed; the engine's own text may quote a value. */
export const selectRefusal = (select: ReadSelect, code: string): IntakeError =>
  refusal(
    select,
    select.existing
      ? `${code}; check "table", and that the deployment's tables name where its files lie`
      : code,
  );

const refusal = ({ name, existing }: ReadSelect, why: string): IntakeError =>
  existing
    ? new IntakeError('CATALOGUE_TABLE', { file: name }, `cannot be read: ${why}`)
    : new IntakeError('SQL_MAPPING', { file: name }, `not a select over its files: ${why}`);
