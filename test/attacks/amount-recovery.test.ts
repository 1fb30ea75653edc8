import { expect, it } from 'vitest';
import type { Cell, CellKey } from '#lib/privacy/cell.ts';
import type { CellSystem } from '#lib/privacy/gate/system.ts';
import { seededNumbers, sumCell, twoWayTable } from '#lib/privacy/gate/tables.fixture.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { boundsOfUnprinted } from './bounds-attacker.ts';
import { gated, withoutSecondary } from './count-score.ts';

const tables = Array.from({ length: 60 }, (_, index) => tableWithWhales(index + 1));

/** 3 to 5 rows and columns of 3 to 40 customers; every fourth cell has one who spends most of it. */
function tableWithWhales(seed: number): CellSystem {
  const next = seededNumbers(seed * 32_452_843);
  const [rows, columns] = [3 + next(3), 3 + next(3)];
  const spends = (): number[] => {
    const whale = next(4) === 0 ? [500_000 + next(500_000)] : [];
    return [...whale, ...Array.from({ length: 3 + next(38) }, () => 500 + next(9_000))];
  };
  const inner = Array.from({ length: rows }, () => Array.from({ length: columns }, spends));
  return twoWayTable(inner, (scope, members) => sumCell(scope, members.flat()));
}

/** Whether the second largest contributor, who knows their own amount, gets within p % of the largest. */
function isEstimated({ largest: [first, second] }: Cell, high: number): boolean {
  const margin = 1 + STANDARD_POLICY.dominancePercent / 100;
  return high - second < margin * first * (1 - 1e-9);
}

function estimated([{ cells, equations }, released]: readonly [CellSystem, ReadonlySet<CellKey>]) {
  const published = new Map(
    cells.filter(({ key }) => released.has(key)).map(({ key, total }) => [key, total]),
  );
  const bounds = boundsOfUnprinted({ published, equations });
  const known = (cell: Cell) => published.get(cell.key) ?? bounds.get(cell.key)?.high ?? Infinity;
  return {
    withheld: cells.length - released.size,
    hits: cells.filter((cell) => isEstimated(cell, known(cell))).length,
  };
}

const sum = (outcomes: readonly { readonly withheld: number; readonly hits: number }[]) => ({
  withheld: outcomes.reduce((total, { withheld }) => total + withheld, 0),
  hits: outcomes.reduce((total, { hits }) => total + hits, 0),
});

it('lets no contributor estimate another within p %', async () => {
  const { withheld, hits } = sum((await Promise.all(tables.map(gated))).map(estimated));
  expect(withheld).toBeGreaterThan(2 * tables.length);
  expect(hits).toBe(0);
});

it('would, where nothing is withheld for the sake of another', () => {
  const { withheld, hits } = sum(tables.map(withoutSecondary).map(estimated));
  expect(hits).toBeGreaterThan(withheld / 10);
});
