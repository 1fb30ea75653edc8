import { expect, it } from 'vitest';
import type { CellRow } from '#lib/metrics/facts/cells/cell-row.ts';
import { FamilyTable } from '#lib/metrics/facts/equipment/family-cells.ts';
import { protect } from '#lib/privacy/gate/protect.ts';
import { seededNumbers } from '#lib/privacy/gate/tables.fixture.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { shopContext } from '../fixtures/shop-warehouse.ts';
import { boundsOfUnprinted } from './bounds-attacker.ts';

const FAMILIES = ['a', 'b', 'c'];
/** Upper case: does not hold it. */
const GROUPS = ['abc', 'abC', 'aBc', 'Abc', 'aBC', 'AbC', 'ABc', 'ABC'];

/** What 150 customers hold: half of the time as their taste for anything goes. */
function holdings(seed: number): ReadonlySet<string>[] {
  const next = seededNumbers(seed * 7919);
  const shares = FAMILIES.map(() => 20 + next(70));
  return Array.from({ length: 150 }, () => {
    const taste = next(100);
    return new Set(
      FAMILIES.filter((_, i) => (next(100) < 50 ? taste : next(100)) < (shares[i] ?? 0)),
    );
  });
}

const isIn = (held: ReadonlySet<string>, group: string): boolean =>
  [...group].every(
    (letter) => held.has(letter.toLowerCase()) === (letter === letter.toLowerCase()),
  );

function tableOf(people: readonly ReadonlySet<string>[]): FamilyTable {
  const row = (
    measure: string,
    [scheme, segment]: readonly [string, string],
    held: string,
  ): CellRow => {
    const total = people.filter((each) => isIn(each, held)).length;
    const one = { customers: total, total, absolute: total, largest: 1, second: 1 };
    return { measure, scheme, segment, period: 0, age: null, ...one };
  };
  return new FamilyTable(
    [
      row('family-customers', ['all', 'all'], ''),
      ...FAMILIES.map((family) => row('family-holders', ['family', family], family)),
      row('family-pair-holders', ['a', 'b'], 'ab'),
      row('family-pair-holders', ['a', 'c'], 'ac'),
      row('family-pair-holders', ['b', 'c'], 'bc'),
      row('family-three-holders', ['a', 'b\u001fc'], 'abc'),
    ],
    shopContext('2026-11-16'),
  );
}

/** Groups by all three families that readers of the tables by two know to be of fewer than k. */
async function toldGroups(seed: number, knowsThrees: boolean): Promise<string[]> {
  const people = holdings(seed);
  const table = tableOf(people);
  const { cells, equations } = table.system();
  const seen = knowsThrees ? cells : cells.filter(({ measure }) => measure !== 'family-three');
  const keys = new Set(seen.map(({ key }) => key));
  const printable = new Set(
    seen
      .filter(({ measure }) => /^family-(customers|holders|both)$/.test(measure))
      .map(({ key }) => key),
  );
  const system = {
    cells: seen,
    equations: equations.filter(({ parts }) => parts.every((part) => keys.has(part))),
    printable,
  };
  const { published } = await protect(system, STANDARD_POLICY);
  const within = (held: string) =>
    GROUPS.filter((group) => [...held].every((f) => group.includes(f)));
  const bounds = boundsOfUnprinted({
    published: new Map(
      seen.filter(({ key }) => published.has(key)).map(({ key, total }) => [key, total]),
    ),
    equations: [
      { total: table.everyone().key, parts: GROUPS },
      ...FAMILIES.map((family) => ({ total: table.holders(family).key, parts: within(family) })),
      ...table
        .pairs()
        .map(({ first, second, both }) => ({ total: both.key, parts: within(first + second) })),
    ],
  });
  return GROUPS.filter((group) => {
    const size = people.filter((held) => isIn(held, group)).length;
    return size > 0 && Math.floor((bounds.get(group)?.high ?? 0) + 1e-6) < STANDARD_POLICY.k;
  });
}

/** Where tables by two families, each safe by itself, tell of three. */
const TELLING = 74 * 31 + 150;

it('tells of no group by three families, where tables by two would', async () => {
  expect(await toldGroups(TELLING, false)).not.toEqual([]);
  expect(await toldGroups(TELLING, true)).toEqual([]);
});

it('tells of none in other shops', async () => {
  for (let seed = 1; seed <= 20; seed += 1) expect(await toldGroups(seed, true)).toEqual([]);
});
