import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sqlText } from '#lib/intake/landing/sql-text.ts';
import { scoreFiles } from '#lib/scores/score-files.ts';
import { type FileEngine, openFileEngine } from './duckdb-files.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { findPersons } from './leave-out-persons.ts';
import type { TableFile } from './person-rows.ts';
import { ERASED_SCORE, scoredIdsSql, scorePaths } from './person-scores.ts';
import type { LandedPlace } from './rewrite-landed.ts';

/**
 * Takes erased persons out of every file of scores below a store. The tables tell which ids were merged into one, so it
 * comes before they are rewritten. Broken off anywhere, it is simply done again.
 */
export async function rewriteScores(
  persons: ErasedPersons,
  tables: readonly TableFile[],
  place: LandedPlace,
): Promise<void> {
  const scores = await scorePaths(place.root);
  if (persons.isEmpty || scores.length === 0) return;
  await onScores(place, async (engine, scratch) => {
    if (!(await findPersons(engine, { tables, scores }, persons))) return;
    for (const path of scores) await rewriteFile(engine, { path, scratch, gone: ERASED_SCORE });
  });
}

/**
 * Takes whoever is not in the scores of a cut out of those of earlier cuts: an objection, a restriction or a withdrawn
 * consent ends what was worked out before it, too.
 */
export async function dropUnscored(scoredOn: string, place: LandedPlace): Promise<void> {
  const files = await scoreFiles(place.root);
  const newest = files.find((file) => file.scoredOn === scoredOn);
  const earlier = files.filter((file) => file.scoredOn < scoredOn);
  if (newest === undefined || earlier.length === 0) return;
  const gone = `customer_id not in (${scoredIdsSql(newest.path)})`;
  await onScores(place, async (engine, scratch) => {
    for (const { path } of earlier) await rewriteFile(engine, { path, scratch, gone });
  });
}

/** Works on the files of a store, with a folder beside them for those that are half written. */
async function onScores(
  { root, memoryLimitMb }: LandedPlace,
  work: (engine: FileEngine, scratch: string) => Promise<void>,
): Promise<void> {
  const scratch = join(root, 'scores-next');
  await mkdir(scratch, { recursive: true });
  const engine = await openFileEngine({ memoryLimitMb, folder: root });
  try {
    await work(engine, scratch);
  } finally {
    await engine.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Rewrite {
  readonly path: string;
  readonly scratch: string;
  /** Condition under which a row goes. */
  readonly gone: string;
}

/** Rows that stay keep their order; a file that all rows of stay is left as it is. */
async function rewriteFile(engine: FileEngine, { path, scratch, gone }: Rewrite): Promise<void> {
  const rows = `read_parquet(${sqlText(path)})`;
  const [held] = await engine.rows(`select count(*) as n from ${rows} where ${gone}`);
  if (held?.['n'] === '0') return;
  const next = join(scratch, 'scores.parquet');
  const kept = `select * from ${rows} where not (${gone})`;
  await engine.run(`copy (${kept}) to ${sqlText(next)} (format parquet)`);
  await rename(next, path);
}
