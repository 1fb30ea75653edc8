import { expect, it } from 'vitest';
import type { Cell } from '../cell.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { protect } from './protect.ts';
import { allPrintable, countCell, sumCell, twoWayTable, withheldBy } from './tables.fixture.ts';

const many = (count: number, amount: number): number[] =>
  Array.from({ length: count }, () => amount);

const line = (parts: readonly Cell[], total: Cell) =>
  allPrintable([total, ...parts], [{ total: total.key, parts: parts.map(({ key }) => key) }]);

const spendLine = (amounts: readonly (readonly number[])[], change: Partial<Cell> = {}) =>
  line(
    amounts.map((part, i) => sumCell({ country: `c${i}` }, part, change)),
    sumCell({}, amounts.flat(), change),
  );

it('publishes sums that nobody dominates', async () => {
  expect(await withheldBy(spendLine([many(20, 500), many(30, 400)]))).toEqual([]);
});

it('withholds a dominated sum and a partner that can hide it', async () => {
  const whale = [90_000, ...many(19, 100)];
  expect(await withheldBy(spendLine([whale, many(12, 4000), many(400, 4000)]))).toEqual([
    'spend c0',
    'spend c1',
  ]);
});

it('measures in minor units beside a total of 40 billion', async () => {
  // 15 % of 500 is 75. A partner of 60 cannot give that much, one of 80 can.
  const few = [500, 300, 200];
  const rest = many(40, 100_000_000_000);
  expect(await withheldBy(spendLine([few, many(20, 3), rest]))).toEqual(['spend c0', 'spend c2']);
  expect(await withheldBy(spendLine([few, many(20, 4), rest]))).toEqual(['spend c0', 'spend c1']);
});

it('leaves a dominated corner of billions in the doubt that its rectangle allows', async () => {
  const inner = [
    [[3_000_000_000, ...many(19, 1_000_000)], many(30, 100_000_000)],
    [many(25, 100_000_000), many(60, 90_000_000)],
  ];
  const table = twoWayTable(inner, (scope, members) => sumCell(scope, members.flat()));
  const { published } = await protect(table, STANDARD_POLICY);
  const total = (scope: object) =>
    table.cells.find((cell) => JSON.stringify(cell.scope) === JSON.stringify(scope))?.total ?? 0;
  expect(table.cells.filter(({ key }) => published.has(key)).map(({ scope }) => scope)).toEqual([
    {},
    { row: 'r0' },
    { row: 'r1' },
    { column: 'c0' },
    { column: 'c1' },
  ]);
  // Closed bounds of a 2 x 2 table with known margins.
  const corner = total({ row: 'r0', column: 'c0' });
  const low = Math.max(0, total({ row: 'r0' }) - total({ column: 'c1' }));
  const high = Math.min(total({ row: 'r0' }), total({ column: 'c0' }));
  const needed = 0.15 * 3_000_000_000 - 18 * 1_000_000;
  expect(corner - low).toBeGreaterThanOrEqual(needed);
  expect(high - corner).toBeGreaterThanOrEqual(needed);
});

it('hides a refund that dominates in a sum large enough for both, as it does an amount', async () => {
  // The total less what is printed is known: the 50s beside 80,000 would leave it open by 2 %.

  const signed = { signed: true };
  const refunded = spendLine([[-80_000, ...many(11, 100)], many(12, 50), many(300, 900)], signed);
  expect(await withheldBy(refunded)).toEqual(['spend c0', 'spend c2']);
  const positive = spendLine([[80_000, ...many(11, 100)], many(12, 50), many(300, 900)], signed);
  expect(await withheldBy(positive)).toEqual(['spend c0', 'spend c2']);
});

it('publishes the count and the sums of the same customers together or not at all', async () => {
  // The twelve could hide the count of the twenty, but their 1,200 cannot hide the sum.
  const groups = [[90_000, ...many(19, 100)], many(12, 100), many(400, 4000)];
  const counts = [groups.flat(), ...groups].map((group, i) =>
    countCell(i === 0 ? {} : { country: `c${i}` }, group.length),
  );
  const sums = [groups.flat(), ...groups].map((group, i) =>
    sumCell(i === 0 ? {} : { country: `c${i}` }, group, { countKey: counts[i]?.key ?? null }),
  );
  const equations = [counts, sums].map(([total, ...parts]) => ({
    total: total?.key ?? '',
    parts: parts.map(({ key }) => key),
  }));
  expect(await withheldBy(allPrintable([...counts, ...sums], equations))).toEqual([
    'customers c1',
    'customers c3',
    'spend c1',
    'spend c3',
  ]);
});

it('does not let a sum of nothing tell that nobody did', async () => {
  const refunds = { measure: 'refunds', behavioural: true };
  const amounts = [...many(20, 900), ...many(20, 700)];
  const system = line(
    [sumCell({ country: 'c0' }, [], refunds), sumCell({ country: 'c1' }, amounts, refunds)],
    sumCell({}, amounts, refunds),
  );
  expect(await withheldBy(system)).toEqual(['refunds c0', 'refunds c1']);
});

it('does not let a sum of equal parts tell what everybody did', async () => {
  const orders = { measure: 'orders', behavioural: true };
  const [once, mixed] = [many(12, 1), [...many(30, 1), ...many(10, 2)]];
  const system = line(
    [sumCell({ country: 'c0' }, once, orders), sumCell({ country: 'c1' }, mixed, orders)],
    sumCell({}, [...once, ...mixed], orders),
  );
  expect(await withheldBy(system)).toEqual(['orders c0', 'orders c1']);
});
