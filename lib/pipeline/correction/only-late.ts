import { landedColumns } from '#lib/contract/tables.ts';
import { openFileEngine } from '#lib/erasure/duckdb-files.ts';
import { sqlText } from '#lib/intake/landing/sql-text.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';

/** Says when a row was loaded, which is no difference. */
const OF_THE_LOAD = new Set(['ingested_at']);

/** Whether all rows of one snapshot are still in another: then nothing was wrong, and the rest has come late. */
export async function isOnlyLate(
  then: Snapshot,
  now: Snapshot,
  { folder, memoryLimitMb }: { readonly folder: string; readonly memoryLimitMb: number },
): Promise<boolean> {
  const engine = await openFileEngine({ folder, memoryLimitMb });
  try {
    for (const before of Object.values(then.tables)) {
      const after = now.tables[before.table];
      if (before.accepted > 0 && after === undefined) return false;
      if (after === undefined || after.sha256 === before.sha256) continue;
      const [row] = await engine.rows(goneSql(before, after));
      if (row?.['gone'] === true) return false;
    }
    return true;
  } finally {
    await engine.close();
  }
}

function goneSql(before: LandedTable, after: LandedTable): string {
  const columns = landedColumns(before.table)
    .filter(({ name }) => !OF_THE_LOAD.has(name))
    .map(({ name }) => `"${name}"`);
  const rows = ({ path }: LandedTable) =>
    `select ${columns.join(', ')} from read_parquet(${sqlText(path)})`;
  return `select exists (${rows(before)} except all ${rows(after)}) as gone`;
}
