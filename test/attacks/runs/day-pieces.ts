import { join } from 'node:path';
import { dayPiecesAttack } from '../attackers/a02-day-pieces.ts';
import type { Score } from '../attackers/score.ts';
import { naiveRun } from '../naive/naive-run.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { ourRun } from './our-run.ts';
import type { RunPlan } from './run-request.ts';
import { releasesOf } from './weeks.ts';

/** Each mail tells of two weeks: together of all of a month that begins on a Monday, and of the week it ends in. */
const MONDAYS = ['2026-06-15', '2026-06-29', '2026-07-06'];
const SHOP = { seed: 61, customers: 1100, from: '2025-09-01', to: '2026-07-06' };

/** A month of weekly mails of a shop whose files are never late. */
export async function dayPieces(
  folder: string,
): Promise<{ readonly naive: Score; readonly ours: Score }> {
  const shop = attackShop({ ...SHOP, late: 0, erasuresAWeek: 0 });
  const by = async (name: string, run: (plan: RunPlan) => Promise<unknown>) =>
    dayPiecesAttack(await releasesOf({ shop, mondays: MONDAYS, folder: join(folder, name) }, run));
  return { ours: await by('ours', ourRun), naive: await by('naive', naiveRun) };
}
