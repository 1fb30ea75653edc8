import { type Score, scoreOf } from './score.ts';

/** One lake: whether the target is in it, and numbers that an attacker reads off the answers. */
export interface Lake {
  readonly isThere: boolean;
  readonly seen: readonly number[];
}

/** A guess by one of the numbers: there where it is above, or below, a limit. */
interface Rule {
  readonly place: number;
  readonly limit: number;
  readonly above: boolean;
}

const guess = ({ place, limit, above }: Rule, { seen }: Lake): boolean =>
  (seen[place] ?? 0) > limit === above;

const rightOf = (rule: Rule, lakes: readonly Lake[]): number =>
  lakes.filter((lake) => guess(rule, lake) === lake.isThere).length;

/**
 * A4: learns on half of the lakes which number tells whether the target is there, and says it of the other half. Guesses
 * that are no better than a coin's, within two standard errors, recover nothing.
 */
export function twinAttack(lakes: readonly Lake[]): Score {
  const half = Math.floor(lakes.length / 2);
  const [known, others] = [lakes.slice(0, half), lakes.slice(half)];
  const [best] = rulesOf(known).toSorted((a, b) => rightOf(b, known) - rightOf(a, known));
  const right = best === undefined ? 0 : rightOf(best, others);
  const chance = others.length / 2 + Math.sqrt(others.length);
  const told = others.map(
    (lake, i) => `lake ${half + i}: the target is ${lake.isThere ? '' : 'not '}there`,
  );
  return scoreOf(others.length, right > chance ? told.slice(0, right) : []);
}

const rulesOf = (lakes: readonly Lake[]): Rule[] =>
  (lakes[0]?.seen ?? []).flatMap((_, place) =>
    lakes.flatMap(({ seen }) =>
      [true, false].map((above) => ({ place, limit: (seen[place] ?? 0) - (above ? 1 : 0), above })),
    ),
  );
