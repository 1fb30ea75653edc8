import { expect, it } from 'vitest';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import type { TierThresholds } from '../facts/tiers/tier-moves.ts';
import { clvTierMetric, clvTierWith } from './metric.ts';

const context = shopContext('2026-11-23');

// Worth in cents before 1 July: 1000, 2000, 2000, 2000, 5000, 9000. A third of six is two: the middle tier starts at
// the third lowest, 2000, and all of 2000 go up with it; the high tier starts at the fifth, 5000.
const BEFORE = [10, 20, 20, 20, 50, 90];
// In August the first spends 45 more; the last asks for 50 back.
const warehouse = () =>
  shopWarehouse({
    orders: [
      ...BEFORE.map((amount, i) => ({ id: `o${i}`, customer: `c${i}`, day: '2026-03-02', amount })),
      { id: 'late', customer: 'c0', day: '2026-08-03', amount: 45 },
    ].map(({ id, customer, day, amount }) => ({
      order_id: id,
      customer_id: customer,
      ordered_at: `${day} 12:00:00`,
      currency: 'EUR',
      net_amount: amount,
    })),
    refunds: [
      {
        refund_id: 'r',
        order_id: 'o5',
        refunded_at: '2026-08-04 12:00:00',
        amount: 50,
        currency: 'EUR',
      },
    ],
  });

it.each([
  ['previous close', { high: 2, mid: 4, low: 0 }],
  // 2000, 2000, 2000, 4000, 5000, 5500 at this close: 2000 is the third lowest, 5000 the fifth.
  ['quantiles', { high: 2, mid: 4, low: 0 }],
  [
    { mid: 2_001, high: 5_500 },
    { high: 1, mid: 2, low: 3 },
  ],
] as const)('bounds by %j', async (thresholds, expected) => {
  const shop = await warehouse();
  const metric = clvTierWith(thresholds satisfies TierThresholds);
  const measured = await metric.measure(loadFrom(shop, context), context);
  await shop.close();
  expectSound(measured);
  const counts = measured.figures.map(({ scope, value }) => [scope['tier'], value]);
  expect(Object.fromEntries(counts)).toEqual(expected);
});

it('counts nobody who has not ordered in the 365 days before the close', async () => {
  const shop = await warehouse();
  const later = shopContext('2027-06-07');
  const measured = await clvTierMetric.measure(loadFrom(shop, later), later);
  await shop.close();
  // At the close of 1 April 2027 only the August order is within 365 days.
  expect(
    measured.figures.map(({ value }) => value).reduce((a, b) => Number(a) + Number(b), 0),
  ).toBe(1);
});
