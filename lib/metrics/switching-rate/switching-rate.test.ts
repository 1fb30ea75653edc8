import { expect, it } from 'vitest';
import { minimalStandard } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { countRow, withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { switchingRateMetric } from './metric.ts';
import { switchingRate } from './switching-rate.ts';

const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'subscriptions']) });

/** Ends of subscriptions, some of one customer in one month. */
const random = minimalStandard(5);
const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
const ENDS = Array.from({ length: 300 }, (_, i) => ({
  subscription: `s${i}`,
  customer: `c${Math.floor(i / 1.3)}`,
  day: pick(['2026-10-01', '2026-10-31', '2026-09-30', '2025-10-15', '2026-11-01']) ?? '',
  reason: pick(['switched', 'price', 'unused', null, 'unknown']) ?? null,
  competitor: random() < 0.1 ? 'competitor-a' : null,
}));

const shop = () =>
  shopWarehouse({
    orders: [...new Set(ENDS.map(({ customer }) => customer))].map((customer_id) => ({
      order_id: `o-${customer_id}`,
      customer_id,
      ordered_at: '2025-01-01 10:00:00',
      currency: 'EUR',
      net_amount: 5,
    })),
    subscriptions: ENDS.flatMap(({ subscription, customer, day, reason, competitor }) => {
      const of = { subscription_id: subscription, customer_id: customer, currency: 'EUR' };
      return [
        { ...of, effective_at: '2025-02-01 08:00:00', mrr_before: 0, mrr_after: 10 },
        {
          ...of,
          effective_at: `${day} 08:00:00`,
          mrr_before: 10,
          mrr_after: 0,
          reason,
          competitor,
        },
      ];
    }),
  });

const isKnown = (reason: string | null) => reason !== null && reason !== 'unknown';

it('is the share of those with a known reason who went to a competitor, as plain loops say', async () => {
  const warehouse = await shop();
  const measured = await switchingRateMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  for (const period of ['2026-10', '2026-09', '2025-10']) {
    const ends = ENDS.filter(({ day }) => day.startsWith(period));
    const customers = (of: (end: (typeof ENDS)[number]) => boolean) =>
      new Set(ends.filter(of).map(({ customer }) => customer)).size;
    const cancelled = customers(() => true);
    const known = customers(({ reason, competitor }) => isKnown(reason) || competitor !== null);
    const switched = customers((end) => end.reason === 'switched' || end.competitor !== null);
    const value = (options: string) => figureOf(measured, { period, options }).value;
    expect(switched).toBeGreaterThan(5);
    expect(value('')).toBeCloseTo(switched / known, 12);
    expect(value('part=coverage')).toBeCloseTo(known / cancelled, 12);
    expect(value('part=cancelled-customers')).toBe(cancelled);
  }
});

it('takes the reason of the request where the end has none', async () => {
  const of = { subscription_id: 's', customer_id: 'c', currency: 'EUR', mrr_before: 10 };
  const warehouse = await shopWarehouse({
    orders: [
      {
        order_id: 'o',
        customer_id: 'c',
        ordered_at: '2025-01-01 10:00:00',
        currency: 'EUR',
        net_amount: 5,
      },
    ],
    subscriptions: [
      { ...of, effective_at: '2026-10-02 08:00:00', mrr_after: 10, reason: 'switched' },
      { ...of, effective_at: '2026-10-20 08:00:00', mrr_after: 0 },
    ],
  });
  const measured = await switchingRateMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expect(figureOf(measured, { period: '2026-10' }).value).toBe(1);
});

it('withholds how few went, and that nobody did', async () => {
  const row = (measure: string, customers: number) => countRow(measure, customers, context);
  const withheld = (competitor: number) => {
    const rows = [
      row('cancelled-customers', 90),
      row('cancelled-for-known-reason', 60),
      row('cancelled-for-unknown-reason', 30),
      row('cancelled-for-competitor', competitor),
      row('cancelled-for-other-reason', 60 - competitor),
    ];
    return withheldOf(switchingRate(rows, context));
  };
  expect(await withheld(20)).toEqual([]);
  expect(await withheld(4)).toContain('cancelled-for-competitor');
  expect(await withheld(0)).toContain('cancelled-for-competitor');
});

it('says nothing where no subscriptions are delivered, or nobody cancelled', async () => {
  const load = () => Promise.reject(new Error('asked'));
  const nothing = await switchingRateMetric.measure(load, shopContext('2026-11-16'));
  expect(nothing.figures).toEqual([]);
  expect(switchingRate([], context).figures).toEqual([]);
});
