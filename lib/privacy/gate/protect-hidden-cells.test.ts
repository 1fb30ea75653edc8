import { expect, it } from 'vitest';
import type { CellKey } from '../cell.ts';
import { STANDARD_POLICY } from '../policy.ts';
import { protect } from './protect.ts';
import type { CellSystem } from './system.ts';
import { countCell, countTable, withheldBy } from './tables.fixture.ts';

const rate = (active: number, cohort: number): CellSystem => {
  const cells = [
    countCell({ cohort: '2026-01' }, cohort, { measure: 'cohort' }),
    countCell({ cohort: '2026-01' }, active, { measure: 'active', behavioural: true }),
    countCell({ cohort: '2026-01' }, cohort - active, { measure: 'lapsed', behavioural: true }),
  ];
  const [size, yes, no] = cells.map(({ key }) => key);
  const equations = size && yes && no ? [{ total: size, parts: [yes, no] }] : [];
  return { cells, equations, printable: new Set([size, yes].filter((key) => key !== undefined)) };
};

it.each([
  ['few are active', 4, 100],
  ['all but a few are active', 96, 100],
  ['nobody is active', 0, 100],
  ['everybody is active', 100, 100],
])('withholds a rate where %s', async (_, active, cohort) => {
  const withheld = await withheldBy(rate(active, cohort));
  expect(withheld).toContain('active 2026-01');
  expect(withheld).not.toContain('cohort 2026-01');
});

it('publishes a rate with enough customers on both sides', async () => {
  expect(await withheldBy(rate(10, 20))).toEqual(['lapsed 2026-01']);
});

const marginsOf = ({ cells }: CellSystem): ReadonlySet<CellKey> =>
  new Set(cells.filter(({ scope }) => Object.keys(scope).length < 2).map(({ key }) => key));

it('sees through two margins to an atom that neither prints', async () => {
  // Of 24 customers 14 are in r1 and 14 in c1, so at least 4 are in both: few, and proven to be there.
  const full = countTable([
    [0, 10],
    [10, 4],
  ]);
  const { published } = await protect({ ...full, printable: marginsOf(full) }, STANDARD_POLICY);
  expect(published.size).toBeGreaterThan(0);
  expect(published.size).toBeLessThan(marginsOf(full).size);
});

it('leaves margins alone that say nothing about their atoms', async () => {
  const full = countTable([
    [6, 30],
    [40, 50],
  ]);
  const { published } = await protect({ ...full, printable: marginsOf(full) }, STANDARD_POLICY);
  expect(published).toEqual(marginsOf(full));
});
