import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { countCell, equation } from '../cells/derived-cells.ts';
import type { FamilyPair } from './family-cells.ts';

/** Between the names of several families, in `held-families.sql` too. */
export const FAMILY_SEPARATOR = '\u001f';

/** A group that could be so large is not known to be small: twice the largest k that is usual. */
const LARGE = 40;

/** How many hold all of three families, named in order. */
type HoldersOfThree = (first: string, second: string, third: string) => number;

interface CellsAndEquations {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
}

/**
 * Three families by which of them somebody holds: eight groups that the groups of each pair are sums of. `pairs` in name
 * order. That nobody is in such a group is no news. Only where all the pairs together would come near to telling a group
 * are they cells: of all threes they would take the gate more time than everything else.
 */
export function threeFamilies(
  pairs: readonly FamilyPair[],
  holders: HoldersOfThree,
): CellsAndEquations {
  const families = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const pairOf = new Map(pairs.map((pair) => [placeOf(pair), pair]));
  const threes = pairs.flatMap((ab) =>
    [...families].flatMap((third) => {
      const ac = pairOf.get(placeOf({ first: ab.first, second: third }));
      const bc = pairOf.get(placeOf({ first: ab.second, second: third }));
      return ac && bc ? [groupsOf([ab, ac, bc], holders(ab.first, ab.second, third))] : [];
    }),
  );
  return {
    cells: threes.flatMap(({ cells }) => cells),
    equations: threes.flatMap(({ equations }) => equations),
  };
}

const placeOf = ({ first, second }: Pick<FamilyPair, 'first' | 'second'>): string =>
  JSON.stringify([first, second]);

/** `pairs`: first and second, first and third, second and third. */
function groupsOf(
  [ab, ac, bc]: readonly [FamilyPair, FamilyPair, FamilyPair],
  all: number,
): CellsAndEquations {
  const names = [ab.first, ab.second, ac.second];
  const group = (held: readonly string[], count: number): Cell => {
    const scope = {
      held: held.join(FAMILY_SEPARATOR),
      'not-held': names.filter((name) => !held.includes(name)).join(FAMILY_SEPARATOR),
    };
    const { period } = ab.both;
    return countCell({ measure: 'family-three', period, scope }, count, false);
  };
  const [a = '', b = '', c = ''] = names;
  const abc = group(names, all);
  const abOnly = group([a, b], ab.both.total - all);
  const acOnly = group([a, c], ac.both.total - all);
  const bcOnly = group([b, c], bc.both.total - all);
  const aOnly = group([a], ab.firstOnly.total - acOnly.total);
  const bOnly = group([b], ab.secondOnly.total - bcOnly.total);
  const cOnly = group([c], ac.secondOnly.total - bcOnly.total);
  const none = group([], ab.neither.total - cOnly.total);
  const [odd, even] = [
    [abc, aOnly, bOnly, cOnly],
    [abOnly, acOnly, bcOnly, none],
  ];
  if (!isNearlyTold(odd, even) && !isNearlyTold(even, odd)) return { cells: [], equations: [] };
  return {
    cells: [...odd, ...even],
    equations: [
      ...parted(ab, [abc, abOnly], [acOnly, aOnly], [bcOnly, bOnly], [cOnly, none]),
      ...parted(ac, [abc, acOnly], [abOnly, aOnly], [bcOnly, cOnly], [bOnly, none]),
      ...parted(bc, [abc, bcOnly], [abOnly, bOnly], [acOnly, cOnly], [aOnly, none]),
    ],
  };
}

/** Whatever the pairs say, as many may move from every group of one side to each of the other: as many as its smallest has. */
function isNearlyTold(side: readonly Cell[], other: readonly Cell[]): boolean {
  const mayCome = Math.min(...other.map(({ total }) => total));
  return side.some(({ total }) => total > 0 && total + mayCome < LARGE);
}

/** The groups of a pair, each with and without the third family. */
const parted = (
  { both, firstOnly, secondOnly, neither }: FamilyPair,
  ...parts: readonly (readonly Cell[])[]
): Equation[] =>
  [both, firstOnly, secondOnly, neither].map((whole, i) => equation(whole, ...(parts[i] ?? [])));
