import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileEngine } from './duckdb-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { findPersons, rewriteWithout } from './leave-out-persons.ts';
import { rowsOf, type TableFile } from './person-rows.ts';
import { releasedWeekFiles } from './released-weeks.ts';
import type { LandedPlace } from './rewrite-landed.ts';

/**
 * Takes erased persons out of the rows of released weeks below a store. The tables tell which orders and merged ids are
 * theirs, so it comes before they are rewritten. Broken off anywhere, it is simply done again.
 */
export async function rewriteReleasedWeeks(
  persons: ErasedPersons,
  tables: readonly TableFile[],
  { root, memoryLimitMb }: LandedPlace,
): Promise<void> {
  const weeks = await releasedWeekFiles(root);
  if (persons.isEmpty || weeks.length === 0) return;
  const scratch = join(root, 'weeks-next');
  await mkdir(scratch, { recursive: true });
  const engine = await openFileEngine({ memoryLimitMb, folder: root });
  try {
    if (!(await findPersons(engine, { tables: [...tables, ...weeks], scores: [] }, persons)))
      return;
    for (const week of weeks.filter(({ table }) => table === 'orders'))
      await engine.run(
        `insert into erased_order select order_id from ${rowsOf(week)} where customer_id in (select id from erased_id)`,
      );
    for (const week of weeks)
      for (const { file } of await rewriteWithout(engine, [week], scratch))
        await rename(file.path, week.path);
  } finally {
    await engine.close();
    await rm(scratch, { recursive: true, force: true });
  }
}
