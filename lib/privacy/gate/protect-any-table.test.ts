import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STANDARD_POLICY } from '../policy.ts';
import { protect } from './protect.ts';
import { countTable } from './tables.fixture.ts';

const tables = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.nat(40), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .map(countTable);

it('never withholds exactly one part of a published total', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (system) => {
      const { published } = await protect(system, STANDARD_POLICY);
      for (const { total, parts } of system.equations) {
        const hidden = [total, ...parts].filter((key) => !published.has(key));
        expect(hidden).not.toHaveLength(1);
      }
    }),
    { numRuns: 60 },
  );
});

it('gives the same verdict in any order', async () => {
  const shuffled = tables.chain((system) =>
    fc.tuple(
      fc.constant(system),
      fc.shuffledSubarray([...system.cells], { minLength: system.cells.length }),
      fc.shuffledSubarray([...system.equations], { minLength: system.equations.length }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async ([system, cells, equations]) => {
      const verdict = await protect(system, STANDARD_POLICY);
      const again = await protect({ ...system, cells, equations }, STANDARD_POLICY);
      expect([...again.published]).toEqual([...verdict.published]);
      expect(again.summary).toEqual(verdict.summary);
    }),
    { numRuns: 40 },
  );
});
