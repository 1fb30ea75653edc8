import { type Cell, type CellKey, cellKey, type Equation } from './cell.ts';
import type { Scope } from './figure.ts';

/** Cells, and how they add up. */
export interface Linked {
  readonly cells: readonly Cell[];
  readonly equations: readonly Equation[];
}

/** A total split by the members of one scheme, as far as anybody is in them. */
interface Partition {
  readonly scheme: string;
  readonly equation: Equation;
  readonly total: Cell;
  readonly members: readonly Cell[];
}

/** A crossing in which nobody is, of a member without any with a member of another scheme. */
interface Crossing {
  readonly cell: Cell;
  readonly members: readonly [CellKey, CellKey];
}

/**
 * Cells of members in whom nobody is, and of their crossings with other schemes. A query finds no rows of them, and
 * that they are missing is for no reader to know: each is a cell of 0 and a part of every total that its scheme splits.
 * Each equation here holds the parts of a given one and more, and so takes its place.
 * @param printed where figures lie: a member may have a row and no cell.
 */
export function emptyMembers(
  { cells, equations }: Linked,
  schemes: readonly string[],
  printed: readonly Scope[] = [],
): Linked {
  const known = new Map(cells.map((cell) => [cell.key, cell]));
  const partitions = partitionsOf(equations, known, schemes);
  const scopes = [...cells.map(({ scope }) => scope), ...printed];
  const completed = partitions.map((partition) => {
    const members = membersOf(partition.scheme, scopes);
    const present = new Set(partition.members.map(({ scope }) => scope[partition.scheme]));
    const missing = [...members].filter((member) => !present.has(member));
    return { ...partition, added: missing.map((member) => nobodyIn(partition, member)) };
  });
  const crossed = crossedMembers(equations, known);
  const crossings = completed.flatMap((own) => crossingsOf(own, partitions, crossed));
  const byMember = new Map<CellKey, CellKey[]>();
  for (const { cell, members } of crossings)
    for (const key of members) byMember.set(key, [...(byMember.get(key) ?? []), cell.key]);
  return {
    cells: [...completed.flatMap(({ added }) => added), ...crossings.map(({ cell }) => cell)],
    equations: [
      ...completed.map(({ equation: { total, parts }, added }) => ({
        total,
        parts: [...parts, ...added.map(({ key }) => key)],
      })),
      ...[...byMember].map(([total, parts]) => ({
        total,
        parts: [...(crossed.get(total)?.parts ?? []), ...parts],
      })),
    ],
  };
}

/** The widest split of every total by every scheme. */
function partitionsOf(
  equations: readonly Equation[],
  known: ReadonlyMap<CellKey, Cell>,
  schemes: readonly string[],
): readonly Partition[] {
  const widest = new Map<string, Partition>();
  for (const equation of equations.toSorted((a, b) => a.parts.length - b.parts.length)) {
    const total = known.get(equation.total);
    const members = equation.parts.flatMap((key) => known.get(key) ?? []);
    const scheme = schemes.find((name) => total && members.every(isMemberOf(total, name)));
    if (total && scheme && members.length > 0)
      widest.set(`${scheme} ${total.key}`, { scheme, equation, total, members });
  }
  return [...widest.values()];
}

const isMemberOf = (total: Cell, scheme: string) => (cell: Cell) => {
  const { [scheme]: member, ...others } = cell.scope;
  return (
    member !== undefined &&
    cell.measure === total.measure &&
    cellKey('', '', others) === cellKey('', '', total.scope)
  );
};

/** Every member of a scheme that occurs anywhere. */
const membersOf = (scheme: string, scopes: readonly Scope[]): ReadonlySet<string> =>
  new Set(scopes.flatMap((scope) => scope[scheme] ?? []));

const nobodyIn = ({ scheme, total, members }: Partition, member: string): Cell =>
  emptyCell(members[0] ?? total, { ...total.scope, [scheme]: member });

const emptyCell = (like: Cell, scope: Scope): Cell => ({
  ...like,
  key: cellKey(like.measure, like.period, scope),
  scope,
  customers: 0,
  total: 0,
  absolute: 0,
  largest: [0, 0],
  countKey: null,
});

/** Members that are the sum of crossings, with the equations that say so. */
const crossedMembers = (
  equations: readonly Equation[],
  known: ReadonlyMap<CellKey, Cell>,
): ReadonlyMap<CellKey, Equation> =>
  new Map(
    equations
      .filter(({ parts }) => parts.length > 0)
      .filter(({ parts }) => parts.every((key) => known.get(key)?.scope['atom'] !== undefined))
      .map((equation) => [equation.total, equation]),
  );

function crossingsOf(
  { total, scheme, members, added }: Partition & { readonly added: readonly Cell[] },
  partitions: readonly Partition[],
  crossed: ReadonlyMap<CellKey, Equation>,
): Crossing[] {
  const empty = [...members, ...added].filter((cell) => cell.total === 0 && !crossed.has(cell.key));
  const others = partitions
    .filter((other) => other.total.key === total.key && other.scheme !== scheme)
    .flatMap((other) => other.members.filter(({ key }) => crossed.has(key)));
  return empty.flatMap((member) =>
    others.map((other): Crossing => {
      const atom = JSON.stringify({ ...member.scope, ...other.scope });
      const cell = { ...emptyCell(member, { ...total.scope, atom }), behavioural: false };
      return { cell, members: [member.key, other.key] };
    }),
  );
}
