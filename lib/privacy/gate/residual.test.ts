import { expect, it } from 'vitest';
import { allPrintable, countCell, sumCell, withheldBy } from './tables.fixture.ts';

const many = (customers: number, amount: number): number[] =>
  Array.from({ length: customers }, () => amount);

it('lets nobody in one withheld part work out another', async () => {
  // Withheld together, a and b add up to 1,450,000 in sight of all: who gave 600,000 of b would know a within 3 %.
  const groups = [
    [800_000, ...many(11, 1_000)],
    [600_000, ...many(13, 3_000)],
    many(40, 20_000),
    many(400, 20_000),
  ];
  const [total, ...parts] = [groups.flat(), ...groups].map((group, i) =>
    sumCell(i === 0 ? {} : { group: 'abcd'.charAt(i - 1) }, group),
  );
  const equation = { total: total?.key ?? '', parts: parts.map(({ key }) => key) };
  const withheld = await withheldBy(
    allPrintable(
      [total, ...parts].flatMap((cell) => cell ?? []),
      [equation],
    ),
  );
  expect(withheld).toEqual(expect.arrayContaining(['spend a', 'spend b']));
  const hidden = groups.filter((_, i) => withheld.includes(`spend ${'abcd'.charAt(i)}`)).flat();
  const [first = 0, second = 0] = hidden.toSorted((a, b) => b - a);
  const others = hidden.reduce((sum, amount) => sum + amount, 0) - first - second;
  if (!withheld.includes('spend')) expect(others).toBeGreaterThanOrEqual(0.15 * first);
});

it('counts those whom a printed total and printed parts leave over', async () => {
  const parts = [
    countCell({ group: 'a' }, 12),
    countCell({ group: 'b' }, 12),
    countCell({ group: 'c' }, 4),
  ];
  const total = countCell({}, 28);
  const equation = { total: total.key, parts: parts.map(({ key }) => key) };
  const withheld = await withheldBy(allPrintable([total, ...parts], [equation]));
  expect(withheld.length).toBeGreaterThan(1);
  expect(withheld).toContain('customers c');
});
