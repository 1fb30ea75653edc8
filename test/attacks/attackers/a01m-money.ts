import { Bounder, type Bounds } from '../reader/bounds.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import type { Truth } from '../shop/truth.ts';
import { excluded } from './a01-bounds.ts';
import { type Score, scoreOf } from './score.ts';
import {
  cellsWithTruth,
  isDominated,
  isNet,
  isSmallSum,
  largestOf,
  PERCENT,
  type Secret,
  totalOf,
} from './secrets.ts';

const CLOSE = 1e-9;

/** A1m: an amount that the second largest contributor can take their own part off, and come within p % of the largest. */
export function moneyAttack(table: ReaderTable, truth: Truth): Score {
  const secrets = cellsWithTruth(table, truth).filter(isDominated);
  const bounder = new Bounder(table, isNet);
  const hits = secrets.flatMap((secret) => {
    const { key } = secret;
    const own = table.isDoubtful ? bounder.tryBounds(key) : bounder.bounds(key);
    if (isFalse(secret, own)) return excluded(key, table);
    return isClose(secret, own) ? [`${secret.key} is ${own.low} to ${own.high}`] : [];
  });
  return scoreOf(secrets.length, hits);
}

/** A1m of small groups: what fewer than k customers come to, within p % of the largest of them. */
export function smallSumsAttack(table: ReaderTable, truth: Truth): Score {
  const secrets = cellsWithTruth(table, truth).filter(isSmallSum);
  const bounder = new Bounder(table, isNet);
  const hits = secrets.flatMap(({ key, contributions }) => {
    const { low, high } = bounder.bounds(key);
    const total = totalOf(contributions);
    const [first = 0] = largestOf(contributions);
    const near = (PERCENT / 100) * first * (1 - CLOSE);
    return high - total < near && total - low < near
      ? [`${key} is ${low} to ${high}, of ${contributions.size}`]
      : [];
  });
  return scoreOf(secrets.length, hits);
}

const CENT = 1;

function isFalse({ contributions }: Secret, { low, high }: Bounds): boolean {
  const total = totalOf(contributions);
  return total < low - CENT || total > high + CENT;
}

/**
 * Whether what is left for the largest contributor is known within p %: from above, where amounts cannot be negative;
 * from both sides, where they can.
 */
function isClose({ key, contributions }: Secret, { low, high }: Bounds): boolean {
  const [first = 0, , ...others] = largestOf(contributions);
  const total = totalOf(contributions);
  const slack =
    ((PERCENT / 100) * first - others.reduce((sum, part) => sum + part, 0)) * (1 - CLOSE);
  return high - total < slack && (!isNet(key) || total - low < slack);
}
