import { IntakeError } from '../intake-error.ts';
import { refusedKind } from '../mapping/refused-columns.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import type { StagedTable } from './set-aside.ts';
import { sqlName } from './sql-text.ts';

/** Refuses what may not be a column from coming as the key of a map. Throws `IntakeError` REFUSED_COLUMN. */
export async function refuseAttributeKeys(
  session: DuckdbSession,
  { table, delivered, staged }: StagedTable,
): Promise<void> {
  const maps = table.columns.filter(({ name, type }) => type === 'map' && delivered.has(name));
  for (const { name } of maps) {
    const rows = await session.rows(
      `select distinct unnest(map_keys(${sqlName(name)})) as key from ${staged} order by 1 limit 1000`,
    );
    for (const { key } of rows) {
      const kind = refusedKind(String(key));
      if (kind === null) continue;
      const hint = `a key that looks like ${kind}, which is never landed; leave it out`;
      throw new IntakeError('REFUSED_COLUMN', { file: table.name, column: `${name}.${key}` }, hint);
    }
  }
}
