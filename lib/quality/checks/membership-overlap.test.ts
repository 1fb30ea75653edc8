import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { membershipOverlap } from './membership-overlap.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

interface Stretch {
  readonly customer: string;
  readonly scheme: string;
  readonly segment: string;
  readonly from: number;
  readonly days: number | null;
}

const stretch: fc.Arbitrary<Stretch> = fc.record({
  customer: fc.constantFrom('c1', 'c2'),
  scheme: fc.constantFrom('plan', 'region'),
  segment: fc.constantFrom('a', 'b', 'c'),
  from: fc.nat({ max: 9 }),
  days: fc.option(fc.nat({ max: 5 })),
});

const date = (day: number) => `2026-11-0${1 + day}`.replace(/0(\d\d)$/, '$1');

/** Goes through the days and asks who else is in the scheme when a stretch begins; ties go by segment name. */
function beginsInside(later: Stretch, all: readonly Stretch[]): boolean {
  const open = all.filter(
    ({ customer, scheme, from, days }) =>
      customer === later.customer &&
      scheme === later.scheme &&
      from <= later.from &&
      from + (days ?? 99) > later.from,
  );
  return open.some(
    ({ segment, from }) =>
      segment !== later.segment && (from < later.from || segment < later.segment),
  );
}

it('counts memberships that begin inside another one, whatever the memberships', async () => {
  const key = ({ customer, scheme, segment, from }: Stretch) =>
    `${customer} ${scheme} ${segment} ${from}`;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(stretch, { selector: key, maxLength: 10 }), async (all) => {
      const segment_membership = all.map(({ customer, scheme, segment, from, days }) => ({
        customer_id: customer,
        scheme,
        segment,
        valid_from: date(from),
        valid_to: days === null ? null : date(from + days),
      }));
      const { values } = await warehouse.look({ segment_membership }, (inspect) =>
        membershipOverlap.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
      );
      expect(values).toEqual([all.filter((later) => beginsInside(later, all)).length]);
    }),
    { numRuns: 100 },
  );
});
