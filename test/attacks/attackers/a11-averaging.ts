import type { Truth } from '../shop/truth.ts';
import type { KeptRelease } from './changes.ts';
import { type Score, scoreOf } from './score.ts';
import { cellsWithTruth, isSmallCount } from './secrets.ts';

/** What one release says of a cell, if it says anything: with or without noise. */
export type Saying = (release: KeptRelease, key: string) => number | undefined;

/** A11: the mean of everything that was ever said of a small group that has not changed meanwhile. */
export function averagingAttack(releases: readonly KeptRelease[], saying: Saying): Score {
  const last = releases.at(-1);
  if (last === undefined) return scoreOf(0, []);
  const secrets = cellsWithTruth(last.table, last.truth)
    .filter(isSmallCount)
    .map((secret) => ({
      ...secret,
      told: releases.filter((each) => isSame(each, last.truth, secret)),
    }))
    .filter(({ told }) => told.length > 1);
  const hits = secrets.flatMap(({ key, told, contributions }) => {
    const said = told.flatMap((release) => saying(release, key) ?? []);
    const mean = said.reduce((sum, value) => sum + value, 0) / said.length;
    return Math.round(mean) === contributions.size ? [`${key} is ${contributions.size}`] : [];
  });
  return scoreOf(secrets.length, hits);
}

const isSame = (
  { table, truth }: KeptRelease,
  last: Truth,
  { key, cell }: { readonly key: string; readonly cell: Parameters<Truth['contributions']>[0] },
): boolean =>
  table.cells.has(key) && truth.contributions(cell).size === last.contributions(cell).size;

export const saidPlainly: Saying = ({ table }, key) => table.known.get(key);
