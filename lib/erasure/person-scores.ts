import { sqlText } from '#lib/intake/landing/sql-text.ts';
import { scoreFiles } from '#lib/scores/score-files.ts';

/** Paths of the files of scores below the folder of a store, oldest cut first. */
export const scorePaths = async (root: string): Promise<string[]> =>
  (await scoreFiles(root)).map(({ path }) => path);

/** Ids of those who have a score in a file. */
export const scoredIdsSql = (path: string): string =>
  `select customer_id as id from read_parquet(${sqlText(path)})`;

/** Condition under which a score is of a person in `erased_id`. */
export const ERASED_SCORE = 'customer_id in (select id from erased_id)';

/** Scores of the persons in `erased_id`. */
export const scoresOfErasedSql = (path: string): string =>
  `select * from read_parquet(${sqlText(path)}) where ${ERASED_SCORE}`;
