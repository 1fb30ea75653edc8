import { Bounder } from '../reader/bounds.ts';
import { determined } from '../reader/determined.ts';
import { keyOf } from '../shop/cell-name.ts';
import { boundsAttack } from './a01-bounds.ts';
import { moneyAttack } from './a01m-money.ts';
import {
  type ChangedCell,
  changedCells,
  changesOf,
  differenceOf,
  isSecretChange,
  type KeptRelease,
} from './changes.ts';
import { type Score, scoreOf, sumOf } from './score.ts';
import { hasCustomers, isNet, totalOf } from './secrets.ts';

type PairAttack = (earlier: KeptRelease, later: KeptRelease) => Score;

/** Every release against every one before it. */
const overPairs =
  (attack: PairAttack) =>
  (releases: readonly KeptRelease[]): Score =>
    sumOf(
      releases.flatMap((later, i) => releases.slice(0, i).map((earlier) => attack(earlier, later))),
    );

/** A2: what two releases tell of the few who came, went or changed in between, whatever the signs; exact elimination. */
export const pairsAttack = overPairs((earlier, later) => {
  const { equations, known } = differenceOf(earlier.table, later.table);
  const fixed = determined(equations, known);
  const secrets = changedCells(earlier, later);
  const hits = secrets.filter((secret) =>
    isRight(secret, known.get(secret.key) ?? fixed.get(secret.key)),
  );
  return scoreOf(
    secrets.length,
    hits.map((hit) => inWords(hit, earlier, later)),
  );
});

/** A figure that is printed as it was tells nothing of what has changed behind it. */
const isRight = ({ changed }: ChangedCell, claimed: number | undefined): boolean =>
  claimed !== undefined && Math.abs(claimed - totalOf(changed)) < 1;

const inWords = ({ key, changed }: ChangedCell, earlier: KeptRelease, later: KeptRelease): string =>
  `${key} between ${earlier.asOf} and ${later.asOf}: ${changed.size} customers`;

const WIDTH = 1e-3;

/** A2, by a reader who takes it that cells only grow; where one shrank, that reader finds a contradiction and gives up. */
export const growthAttack = overPairs((earlier, later) => {
  const bounder = new Bounder(differenceOf(earlier.table, later.table), isNet);
  const secrets = changedCells(earlier, later);
  const hits = secrets.filter((secret) => {
    const { low, high } = bounder.tryBounds(secret.key);
    return high - low < WIDTH && isRight(secret, (low + high) / 2);
  });
  return scoreOf(
    secrets.length,
    hits.map((hit) => inWords(hit, earlier, later)),
  );
});

/** A2, joined: what any earlier release printed and nothing has changed since stands in for what is withheld now. */
export const stackAttack = (releases: readonly KeptRelease[]): Score =>
  sumOf(
    releases.slice(1).map((later, i) => {
      const still = releases.slice(0, i + 1).flatMap((earlier) => unchangedSince(earlier, later));
      const known = new Map([...still, ...later.table.known]);
      const table = { ...later.table, known, isDoubtful: true } as const;
      return sumOf([boundsAttack(table, later.truth), moneyAttack(table, later.truth)]);
    }),
  );

const unchangedSince = (earlier: KeptRelease, { table, truth }: KeptRelease): [string, number][] =>
  [...earlier.table.known].filter(([key]) => {
    const cell = table.cells.get(key);
    if (cell === undefined || table.known.has(key) || !hasCustomers(cell)) return false;
    return changesOf(earlier.truth.contributions(cell), truth.contributions(cell)).size === 0;
  });

/** A2 of stocks: everyone known now, less everyone known a week before, less the new ones, leaves the late and the gone. */
export const stockAttack = overPairs((earlier, later) => {
  const stockOf = ({ table: { cells } }: KeptRelease) =>
    [...cells.values()].find(
      ({ measure, scope, period }) =>
        measure === 'known-customers' && Object.keys(scope).length === 0 && period.includes('W'),
    );
  const [before, after] = [stockOf(earlier), stockOf(later)];
  if (before === undefined || after === undefined) return scoreOf(0, []);
  const fresh = { ...after, measure: 'new-customers' };
  const newOnes = later.truth.contributions(fresh);
  const changed = new Map(
    [...changesOf(earlier.truth.contributions(before), later.truth.contributions(after))].filter(
      ([who, change]) => change < 0 || !newOnes.has(who),
    ),
  );
  const isNext = Date.parse(later.asOf) - Date.parse(earlier.asOf) === WEEK_MS;
  if (!isNext || !isSecretChange(changed, true)) return scoreOf(0, []);
  const told = [
    later.table.known.get(keyOf(after)),
    earlier.table.known.get(keyOf(before)),
    later.table.known.get(keyOf(fresh)),
  ];
  const [now = Number.NaN, then = Number.NaN, came = Number.NaN] = told;
  const secret = { key: keyOf(after), changed };
  return scoreOf(1, isRight(secret, now - then - came) ? [inWords(secret, earlier, later)] : []);
});

const WEEK_MS = 7 * 86_400_000;
