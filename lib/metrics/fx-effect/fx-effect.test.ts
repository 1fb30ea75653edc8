import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekLabel, weekStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { revenueBridgeMetric } from '../revenue-bridge/metric.ts';
import { fxEffectMetric } from './metric.ts';

const context = shopContext('2026-11-16', { supplied: new Set(['orders', 'refunds', 'fx_rates']) });
const period = weekLabel(context.week);
const [now, before] = [weekStart(context.week), weekStart(context.priorWeek)];

const order = (customer: string | null, date: string, paid: string) => {
  const [amount = '', currency = ''] = paid.split(' ');
  return {
    order_id: `o${customer} ${date} ${currency}`,
    customer_id: customer,
    ordered_at: `${date} 12:00:00`,
    currency,
    net_amount: Number(amount),
  };
};
const rate = (date: string, base: string, value: number) => ({
  rate_date: date,
  base,
  quote: 'EUR',
  rate: value,
});

describe('the published definition', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({
      orders: [
        order('c1', before, '1000 USD'),
        order('c1', now, '1100 USD'),
        order('c2', now, '10 EUR'),
      ],
      fx_rates: [rate(before, 'USD', 0.9), rate(now, 'USD', 0.95)],
    });
  });
  afterAll(() => warehouse.close());

  it('gives 55 of rates and 90 without them; the other 10 are of no foreign currency', async () => {
    const measured = await fxEffectMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    expect(figureOf(measured, { period }).value).toBe(55_00);
    expect(figureOf(measured, { options: 'part=constant-currency', period }).value).toBe(100_00);
    expect(figureOf(measured, { period }).cells).toContain(
      `["sales-and-shipping","${period}",["currency","USD"]]`,
    );
  });

  it('takes rates out of the bridge before it compares customers', async () => {
    const measured = await revenueBridgeMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    const part = (name: string) => figureOf(measured, { options: `part=${name}`, period }).value;
    expect([part('up'), part('fx'), part('new')]).toEqual([90_00, 55_00, 10_00]);
  });
});

it('has no effect of a currency that nobody paid in the week before, and of guests as of customers', async () => {
  const warehouse = await shopWarehouse({
    orders: [
      order('c1', before, '300 USD'),
      order('c2', now, '200 SEK'),
      order(null, now, '100 USD'),
      order(null, before, '50 EUR'),
    ],
    fx_rates: [rate(before, 'USD', 0.5), rate(now, 'USD', 0.75), rate(now, 'SEK', 0.1)],
  });
  const load = loadFrom(warehouse, context);
  const measured = await fxEffectMetric.measure(load, context);
  const bridge = await revenueBridgeMetric.measure(load, context);
  await warehouse.close();
  expectSound(measured);
  expect(figureOf(measured, { period }).value).toBe(25_00);
  const part = (name: string) => figureOf(bridge, { options: `part=${name}`, period }).value;
  expect([part('guests'), part('fx')]).toEqual([0, 25_00]);
});

it('nets a full refund to nothing, whatever the rate of its day', async () => {
  const warehouse = await shopWarehouse({
    orders: [order('c1', now, '100 USD'), order('c2', before, '100 USD')],
    refunds: [
      {
        refund_id: 'r1',
        order_id: `oc1 ${now} USD`,
        refunded_at: `${now} 18:00:00`,
        amount: 100,
        currency: 'USD',
      },
    ],
    fx_rates: [rate(before, 'USD', 0.9), rate(now, 'USD', 0.9)],
  });
  const measured = await revenueBridgeMetric.measure(loadFrom(warehouse, context), context);
  await warehouse.close();
  expectSound(measured);
  const part = (name: string) => figureOf(measured, { options: `part=${name}`, period }).value ?? 0;
  expect(part('new') + part('refunds')).toBe(0);
});

it('says nothing without rates or without foreign orders', async () => {
  const warehouse = await shopWarehouse({ orders: [order('c1', now, '10 EUR')] });
  const load = loadFrom(warehouse, context);
  expect((await fxEffectMetric.measure(load, context)).figures).toEqual([]);
  const without = shopContext('2026-11-16');
  const nothing = () => Promise.reject(new Error('asked'));
  expect((await fxEffectMetric.measure(nothing, without)).figures).toEqual([]);
  await warehouse.close();
});
