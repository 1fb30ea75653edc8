import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RELEASED_TABLES, type ReleasedTable } from '#lib/contract/landed-relation.ts';

/** Rows of one table in a closed week, as this machine read them when it released the week. */
export interface ReleasedWeekFile {
  /** Label of the week, such as `2026-W46`. */
  readonly period: string;
  readonly table: ReleasedTable;
  readonly path: string;
}

/** Folder below a store's, with one folder a week. */
const FOLDER = 'weeks';
const PERIOD = /^\d{4}-W\d{2}$/;

export const releasedWeekFolder = (root: string, period: string): string =>
  join(root, FOLDER, period);

export const releasedWeekFile = (
  root: string,
  period: string,
  table: ReleasedTable,
): ReleasedWeekFile => ({
  period,
  table,
  path: join(releasedWeekFolder(root, period), `${table}.parquet`),
});

/** The weeks that a store keeps, oldest first. */
export async function releasedWeeks(root: string): Promise<string[]> {
  const names = await readdir(join(root, FOLDER)).catch(() => []);
  return names.filter((name) => PERIOD.test(name)).sort();
}

/** Every file of every week that a store keeps, oldest week first. */
export const releasedWeekFiles = async (root: string): Promise<ReleasedWeekFile[]> =>
  (await releasedWeeks(root)).flatMap((period) =>
    RELEASED_TABLES.map((table) => releasedWeekFile(root, period, table)),
  );

/** Weeks before this one have had their restatement and go. */
export async function dropReleasedWeeks(root: string, before: string): Promise<void> {
  for (const period of await releasedWeeks(root))
    if (period < before)
      await rm(releasedWeekFolder(root, period), { recursive: true, force: true });
}
