import { expect, it } from 'vitest';
import { STANDARD_POLICY } from '../policy.ts';
import { protect } from './protect.ts';
import type { CellSystem } from './system.ts';
import { allPrintable, countCell, countTable, sumCell, withheldBy } from './tables.fixture.ts';

const line = (counts: readonly number[]): CellSystem => {
  const parts = counts.map((count, i) => countCell({ country: `c${i}` }, count));
  const total = countCell(
    {},
    counts.reduce((sum, count) => sum + count, 0),
  );
  const equation = { total: total.key, parts: parts.map(({ key }) => key) };
  return allPrintable([total, ...parts], [equation]);
};

it('publishes everything where every count is large enough', async () => {
  expect(
    await withheldBy(
      countTable([
        [10, 200],
        [30, 40],
      ]),
    ),
  ).toEqual([]);
});

it('hides a small part behind the smallest other part', async () => {
  expect(await withheldBy(line([3, 25, 12]))).toEqual(['customers c0', 'customers c2']);
});

it('withholds a third part where two could not be told to be more than k', async () => {
  // 1 may be as large as 10 only if the others can give 9: 2 has only 2 to give.
  expect(await withheldBy(line([1, 2, 100]))).toHaveLength(3);
});

it('hides a corner of a 2 × 2 table behind its rectangle, not behind the margins', async () => {
  expect(
    await withheldBy(
      countTable([
        [5, 20],
        [30, 40],
      ]),
    ),
  ).toEqual(['customers r0 c0', 'customers r0 c1', 'customers r1 c0', 'customers r1 c1']);
});

it('chooses the cheapest rectangle of a 3 × 3 table', async () => {
  // log2(2 + n) of the other corners: 30, 70, 15 weigh 15.3; every other rectangle weighs more.
  const table = countTable([
    [4, 30, 50],
    [40, 60, 20],
    [70, 15, 80],
  ]);
  expect(await withheldBy(table)).toEqual([
    'customers r0 c0',
    'customers r0 c1',
    'customers r2 c0',
    'customers r2 c1',
  ]);
});

it('withholds a lone small cell without looking further', async () => {
  const { published, summary } = await protect(
    allPrintable([countCell({ country: 'fr' }, 3), countCell({ country: 'de' }, 30)], []),
    STANDARD_POLICY,
  );
  expect(published.size).toBe(1);
  expect(summary).toMatchObject({ cells: 2, withheldPrimary: 1, withheldSecondary: 0 });
});

it('knows that people come in whole numbers', async () => {
  // 45 = few + 2 pairs makes few odd: it could be 1 or 3 but not 0, though a fraction of a customer could.
  const few = countCell({ group: 'few' }, 5);
  const pair = countCell({ group: 'pair' }, 20);
  const all = sumCell({}, [...Array(25).fill(1), ...Array(20).fill(1)], { measure: 'orders' });
  const system = allPrintable(
    [few, pair, all],
    [{ total: all.key, parts: [few.key, pair.key, pair.key] }],
  );
  const { published } = await protect(system, STANDARD_POLICY);
  expect(published).not.toContain(all.key);
});
