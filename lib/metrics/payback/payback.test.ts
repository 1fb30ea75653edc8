import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthOf } from '#lib/units/calendar.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { paybackMetric } from './metric.ts';
import { payback, paybackAge } from './payback.ts';

const context = shopContext('2026-11-23');

it('payback of the metric definitions: 36.2 and 51.0 by months 1 and 2, cost 46.9', () => {
  const curve = [
    { age: 1, earned: 36.2 },
    { age: 2, earned: 51.0 },
  ];
  expect(paybackAge(curve, 46.9)).toBeCloseTo(1.723, 3);
  expect(paybackAge(curve, 51.1)).toBeNull();
  expect(paybackAge(curve, 18.1)).toBeCloseTo(0.5, 12);
});

it('is an age at which the straight lines between ages hold the cost, and the first one', () => {
  const steps = fc.array(fc.integer({ min: -20, max: 100 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 200 }), (gains, cost) => {
      const curve = gains.map((_, i) => ({
        age: i + 1,
        earned: gains.slice(0, i + 1).reduce((a, b) => a + b, 0),
      }));
      const age = paybackAge(curve, cost);
      if (age === null) return curve.every(({ earned }) => earned < cost);
      const at = (k: number) => curve[k - 1]?.earned ?? 0;
      const low = Math.ceil(age) - 1;
      const there = at(low) + (age - low) * (at(low + 1) - at(low));
      return (
        Math.abs(there - cost) < 1e-6 && curve.slice(0, low).every(({ earned }) => earned < cost)
      );
    }),
  );
});

// One customer of January 2026 brings 60 at once and 40 on day 100; one of June brings 10; nobody cost anything in May.
const ORDERS = [
  { day: '2026-01-10', customer: 'a', amount: 60 },
  { day: '2026-04-20', customer: 'a', amount: 40 },
  { day: '2026-05-10', customer: 'b', amount: 10 },
  { day: '2026-06-10', customer: 'c', amount: 10 },
  { day: '2026-10-10', customer: 'd', amount: 10 },
];
const SPEND = { '2026-01-03': 80, '2026-05-03': 0, '2026-06-03': 80, '2026-10-03': 5 };

it('is in days on fixed ages; not reached, unripe and free cohorts say so', async () => {
  const warehouse = await shopWarehouse({
    orders: ORDERS.map(({ day, customer, amount }, i) => ({
      order_id: `o${i}`,
      customer_id: customer,
      ordered_at: `${day} 10:00:00`,
      currency: 'EUR',
      net_amount: amount,
    })),
    marketing_spend: Object.entries(SPEND).map(([spend_date, amount]) => ({
      spend_date,
      channel: 'search',
      amount,
      currency: 'EUR',
    })),
  });
  const measured = await paybackMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  const shown = measured.figures.map(({ period, value, reason }) => [period, value ?? reason]);
  // 60 by day 90, 100 by day 180: 80 lies half way between.
  expect(shown).toEqual([
    ['2026-01', 135],
    ['2026-05', 'not_positive'],
    ['2026-06', 'not_reached'],
    ['2026-10', 'unripe'],
  ]);
  expect(measured.figures[0]).toMatchObject({ customers: 1, unit: 'days' });
  expect(measured.figures[0]?.cells.length).toBe(5);
});

it('asks for the spend of the cohort month', () => {
  const row = { period: monthOf('2026-01-01', 'month'), scheme: 'all', segment: 'all' };
  const amounts = { customers: 20, total: 20, absolute: 20, largest: 1, second: 1 };
  const cohorts = [
    { ...row, ...amounts, measure: 'acquired-customers', age: 0 },
    { ...row, ...amounts, measure: 'contribution', age: 30 },
  ];
  const { figures } = payback({ cohorts, spend: [] }, context);
  expect(figures[0]).toMatchObject({ value: null, reason: 'missing_input' });
});

it('is empty for an empty shop', () => {
  expect(payback({ cohorts: [], spend: [] }, context).figures).toEqual([]);
});
