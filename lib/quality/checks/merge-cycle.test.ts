import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { mergeCycle } from './merge-cycle.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const endless = (merges: ReadonlyMap<number, number>) => {
  const customers = [...merges].map(([from, into]) => ({ customer_id: from, merged_into: into }));
  return warehouse.look({ customers }, (inspect) =>
    mergeCycle.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );
};

/** Follows merges until one ends or a customer comes twice. */
function neverEnds(start: number, merges: ReadonlyMap<number, number>): boolean {
  const seen = new Set<number>();
  let at: number | undefined = start;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = merges.get(at);
  }
  return at !== undefined;
}

it('counts what a walk along the merges never leaves, whatever the merges', async () => {
  const customer = fc.nat({ max: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(customer, customer), { selector: ([c]) => c }),
      async (pairs) => {
        const merges = new Map(pairs);
        const expected = [...merges.keys()].filter((start) => neverEnds(start, merges)).length;
        expect((await endless(merges)).values).toEqual([expected]);
      },
    ),
    { numRuns: 60 },
  );
});

it('follows a chain of 31 merges to its end', async () => {
  const chain = new Map(Array.from({ length: 31 }, (_, i) => [i, i + 1]));
  expect((await endless(chain)).values).toEqual([0]);
});
