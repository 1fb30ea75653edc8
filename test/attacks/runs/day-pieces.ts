import { join } from 'node:path';
import { dayPiecesAttack } from '../attackers/a02-day-pieces.ts';
import type { Score } from '../attackers/score.ts';
import { naiveRun } from '../naive/naive-run.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { ourRun } from './our-run.ts';
import type { RunPlan } from './run-request.ts';
import { releasesOf } from './weeks.ts';

/**
 * Each mail tells of two weeks: together of all of a month that begins on a Monday, of the week it ends in, and of the
 * month after it.
 */
const MONDAYS = ['2026-06-15', '2026-06-29', '2026-07-06', '2026-07-20', '2026-08-03'];
const SHOP = { seed: 61, customers: 1200, from: '2025-09-01', to: '2026-08-03' };

/** What mails of two months by one gate give away, of a shop whose files are never late. */
export async function dayPiecesOf(
  folder: string,
  run: (plan: RunPlan) => Promise<unknown>,
): Promise<Score> {
  const shop = attackShop({ ...SHOP, late: 0, erasuresAWeek: 0 });
  return dayPiecesAttack(await releasesOf({ shop, mondays: MONDAYS, folder }, run));
}

/** The same by ours and by the naive one. */
export async function dayPieces(
  folder: string,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  return {
    ours: await dayPiecesOf(join(folder, 'ours'), ourRun),
    naive: await dayPiecesOf(join(folder, 'naive'), naiveRun),
  };
}
