import { Bounder } from '../reader/bounds.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import type { Truth } from '../shop/truth.ts';
import { type Score, scoreOf } from './score.ts';
import { cellsWithTruth, isNet, isSmallCount, K } from './secrets.ts';

const ROUNDING = 1e-6;

/** An attacker who is sure of something false made a mistake, unless what it was told is. */
export function excluded(key: string, { isDoubtful }: ReaderTable): never[] {
  if (isDoubtful) return [];
  throw new Error(`the attacker excluded the truth of ${key}`);
}

/**
 * A1: what the printed numbers of one release leave of the counts that are not printed. A small group is given away when
 * its size is the only one left, or when no size of k or more is.
 */
export function boundsAttack(table: ReaderTable, truth: Truth): Score {
  const secrets = cellsWithTruth(table, truth).filter(isSmallCount);
  const bounder = new Bounder(table, isNet);
  const hits = secrets.flatMap(({ key, contributions }) => {
    const { low, high } = table.isDoubtful ? bounder.tryBounds(key) : bounder.wholeBounds(key);
    const [from, to] = [Math.ceil(low - ROUNDING), Math.floor(high + ROUNDING)];
    if (contributions.size < from || contributions.size > to) return excluded(key, table);
    if (from === to) return [`${key} is ${from}`];
    return to < K ? [`${key} is at most ${to}`] : [];
  });
  return scoreOf(secrets.length, hits);
}
