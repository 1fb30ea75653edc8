import { expect, it } from 'vitest';
import type { CellSystem } from '#lib/privacy/gate/system.ts';
import { countTable, seededNumbers } from '#lib/privacy/gate/tables.fixture.ts';
import { gated, scoreOf, withoutSecondary } from './count-score.ts';
import { cohortRates, cube, marginsOfCube } from './linked-tables.ts';

const TABLES = 200;

const tables = Array.from({ length: TABLES }, (_, index) => randomTable(index + 1));

/** 2 to 6 rows and columns; every third cell or so is about fewer customers than may be shown. */
function randomTable(seed: number): CellSystem {
  const next = seededNumbers(seed * 7_919);
  const [rows, columns] = [2 + next(5), 2 + next(5)];
  const count = (): number => (next(3) === 0 ? next(12) : next(90));
  return countTable(Array.from({ length: rows }, () => Array.from({ length: columns }, count)));
}

it(`recovers no withheld count from ${TABLES} random tables`, async () => {
  const { withheld, recovered, small } = scoreOf(await Promise.all(tables.map(gated)));
  expect(withheld).toBeGreaterThan(5 * TABLES);
  expect({ recovered, small }).toEqual({ recovered: 0, small: 0 });
});

it('recovers most of them where nothing is withheld for the sake of another', () => {
  const { withheld, recovered, small } = scoreOf(tables.map(withoutSecondary));
  expect(recovered).toBeGreaterThan(withheld / 4);
  expect(small).toBeGreaterThan(withheld / 4);
});

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

it.each([
  ['rates of cohorts by country', seeds.map(cohortRates), false],
  ['three-way tables', seeds.map((seed) => cube([2, 2, 3], seed)), true],
  [
    'three linked two-way tables that print no atom',
    seeds.map((seed) => marginsOfCube([2, 3, 2], seed)),
    true,
  ],
] as const)(
  'recovers nothing from %s, and something without the secondary cells',
  async (_, linked, whole) => {
    const { recovered, small, withheld } = scoreOf(await Promise.all(linked.map(gated)), { whole });
    expect(withheld).toBeGreaterThan(0);
    expect({ recovered, small }).toEqual({ recovered: 0, small: 0 });
    const naive = scoreOf(linked.map(withoutSecondary), { whole });
    expect(naive.recovered + naive.small).toBeGreaterThan(0);
  },
);
