import { Bounder, type Bounds, type Own } from '../reader/bounds.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import type { Truth } from '../shop/truth.ts';
import { type Score, scoreOf } from './score.ts';
import {
  cellsWithTruth,
  hasCustomers,
  isDominated,
  isNet,
  isSmallCount,
  K,
  PERCENT,
  type Secret,
  totalOf,
} from './secrets.ts';

const ROUNDING = 1e-6;

/** People who pool what they know of themselves, and whom of the others they go for. */
interface Coalition {
  readonly members: readonly string[];
  readonly target: string;
}

/**
 * A10: the same as A1 and A1m, by customers who know their own part of every cell: one, or two of them. Who is alone in
 * a cell with the others of a coalition has nothing to learn there.
 */
export function insiderAttack(table: ReaderTable, truth: Truth, colluders: 1 | 2): Score {
  const bounder = new Bounder(table, isNet);
  const secrets = cellsWithTruth(table, truth).filter(
    (each) => isSmallCount(each) || isDominated(each),
  );
  const tried = secrets.flatMap((secret) =>
    coalitionsIn(secret, colluders).map((coalition) => ({ secret, coalition })),
  );
  const hits = tried.flatMap(({ secret, coalition }) => {
    const bounds = bounder.bounds(secret.key, ownPart(table, truth, coalition));
    const given = isSmallCount(secret) ? isCounted(bounds) : isEstimated(secret, coalition, bounds);
    return given
      ? [`${secret.key} is ${bounds.low} to ${bounds.high} to ${colluders} of them`]
      : [];
  });
  return scoreOf(tried.length, hits);
}

/** The largest contributors go for the next; those after the largest go for them. */
function coalitionsIn({ contributions }: Secret, colluders: number): Coalition[] {
  const people = [...contributions]
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .map(([who]) => who);
  const [first, next] = [people[0], people[colluders]];
  if (first === undefined || next === undefined) return [];
  return [
    { members: people.slice(1, colluders + 1), target: first },
    { members: people.slice(0, colluders), target: next },
  ];
}

/** What the members of a coalition have put into a cell together. */
function ownPart({ cells }: ReaderTable, truth: Truth, { members }: Coalition): Own {
  return (key) => {
    const cell = cells.get(key);
    if (cell === undefined || !hasCustomers(cell)) return 0;
    const contributions = truth.contributions(cell);
    return members.reduce((sum, who) => sum + (contributions.get(who) ?? 0), 0);
  };
}

function isCounted({ low, high }: Bounds): boolean {
  const [from, to] = [Math.ceil(low - ROUNDING), Math.floor(high + ROUNDING)];
  return from === to || to < K;
}

function isEstimated(
  { key, contributions }: Secret,
  { target, members }: Coalition,
  { low, high }: Bounds,
): boolean {
  const part = Math.abs(contributions.get(target) ?? 0);
  const total = totalOf(contributions);
  const others = [...contributions]
    .filter(([who]) => who !== target && !members.includes(who))
    .reduce((sum, [, value]) => sum + Math.abs(value), 0);
  const slack = (PERCENT / 100) * part - others;
  return high - total < slack && (!isNet(key) || total - low < slack);
}
