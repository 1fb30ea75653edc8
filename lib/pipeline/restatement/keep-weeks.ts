import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  RELEASED_TABLES,
  type ReleasedRows,
  type ReleasedTable,
  releasedSql,
} from '#lib/contract/landed-relation.ts';
import { emptyTableSql } from '#lib/contract/landed-schema.ts';
import { openFileEngine } from '#lib/erasure/duckdb-files.ts';
import {
  dropReleasedWeeks,
  releasedWeekFiles,
  releasedWeekFolder,
  releasedWeeks,
} from '#lib/erasure/released-weeks.ts';
import { PARQUET, sqlText } from '#lib/intake/landing/sql-text.ts';
import { parseWeekLabel, weekLabel } from '#lib/units/calendar.ts';
import { fiscalCalendar } from '../fiscal-calendar.ts';
import type { RunFacts } from '../report-context.ts';
import type { RunRequest } from '../run-request.ts';
import { stretchOf } from './due-restatement.ts';
import { closedQuarter } from './quarter.ts';

/**
 * Keeps the rows of the weeks that a run released for the first time, as it read them, until the quarter that they are
 * in has been restated. Without them nobody can tell how many customers are behind a change, and it is withheld.
 */
export async function keepWeeks(
  { configuration, store, memoryLimitMb }: KeptPlace,
  { observation, snapshot }: Pick<RunFacts, 'observation' | 'snapshot'>,
): Promise<void> {
  const { timeZone } = configuration.business;
  const there = new Set(await releasedWeeks(store));
  const weeks = [observation.priorWeek, observation.week];
  for (const week of weeks.filter((one) => !there.has(weekLabel(one))))
    await keepWeek(week, { snapshot, timeZone, store, memoryLimitMb });
  const { firstWeek } = closedQuarter(observation.asOf, fiscalCalendar(configuration, snapshot));
  await dropReleasedWeeks(store, weekLabel(firstWeek));
}

type KeptPlace = Pick<RunRequest, 'configuration' | 'store' | 'memoryLimitMb'>;

interface Keeping extends Pick<RunFacts, 'snapshot'>, Pick<RunRequest, 'store' | 'memoryLimitMb'> {
  readonly timeZone: string;
}

/** A week is there with all its files or not at all. */
async function keepWeek(
  week: number,
  { snapshot, timeZone, store, memoryLimitMb }: Keeping,
): Promise<void> {
  const next = join(store, 'weeks-next');
  const folder = releasedWeekFolder(store, weekLabel(week));
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await mkdir(dirname(folder), { recursive: true });
  const rowsSql = (table: ReleasedTable): string => {
    const landed = snapshot.tables[table];
    if (landed === undefined) return emptyTableSql(table);
    const { path, versioned } = landed;
    return releasedSql({ table, versioned, source: fileSql(path), ...stretchOf(week, timeZone) });
  };
  const engine = await openFileEngine({ memoryLimitMb, folder: store });
  try {
    for (const table of RELEASED_TABLES) {
      const path = sqlText(join(next, `${table}.parquet`));
      await engine.run(`copy (${rowsSql(table)}) to ${path} (${PARQUET})`);
    }
  } finally {
    await engine.close();
  }
  await rename(next, folder);
}

const fileSql = (path: string): string => `read_parquet(${sqlText(path)})`;

/** The rows of every week that a store keeps. */
export const keptRows = async ({ configuration, store }: KeptPlace): Promise<ReleasedRows[]> =>
  (await releasedWeekFiles(store)).map(({ period, table, path }) => ({
    table,
    versioned: false,
    source: fileSql(path),
    ...stretchOf(parseWeekLabel(period), configuration.business.timeZone),
  }));
