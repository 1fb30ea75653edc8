import { afterAll, expect, it } from 'vitest';
import { type Row, SOUND_SETTINGS } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { refundLimit } from './refund-limit.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const order = (order_id: string, ordered_at: string, rest: Row = {}): Row => ({
  order_id,
  ordered_at,
  net_amount: 90,
  shipping_charged: 10,
  currency: 'EUR',
  ...rest,
});
const refund = (order_id: string, refunded_at: string, amount: number): Row => ({
  order_id,
  refunded_at,
  amount,
  currency: 'EUR',
});
const measure = async (orders: readonly Row[], refunds: readonly Row[]) => {
  const rate = { rate_date: '2026-11-03', base: 'USD', quote: 'EUR', rate: 0.5 };
  const fx_rates = [
    rate,
    { ...rate, rate_date: '2026-11-04', rate: 0.9 },
    { ...rate, quote: 'GBP', rate: 0.7 },
    { ...rate, kind: 'budget', rate: 0.8 },
    { ...rate, base: 'SEK', rate: 0.6 },
  ];
  const measured = await warehouse.look({ orders, refunds, fx_rates }, (inspect) =>
    refundLimit.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );
  return measured.values;
};

it('adds up the refunds of an order, old and new, against net amount and shipping', async () => {
  const orders = [order('a', '2026-08-03'), order('b', '2026-11-03')];
  const refunds = [
    refund('a', '2026-08-20', 60),
    refund('a', '2026-11-05', 60),
    refund('b', '2026-11-05', 80),
  ];
  // 20 above 100 for a, nothing for b: 20 of 200
  expect(await measure(orders, refunds)).toEqual([0.1]);
});

it('weighs money at the rate of the order day', async () => {
  const orders = [order('a', '2026-11-03', { currency: 'USD' }), order('b', '2026-11-03')];
  const refunds = [
    { ...refund('a', '2026-11-05', 140), currency: 'USD' },
    refund('b', '2026-11-05', 30),
  ];
  // 40 dollars above 100, at 0.5: 20 of 70 + 30
  expect(await measure(orders, refunds)).toEqual([0.2]);
});

it('does not compare two currencies, nor orders that are long past or were refunded long ago', async () => {
  const orders = [order('a', '2026-11-03'), order('b', '2025-11-01'), order('c', '2026-08-03')];
  const refunds = [
    { ...refund('a', '2026-11-05', 1000), currency: 'SEK' },
    refund('b', '2026-11-05', 1000),
    refund('c', '2026-08-05', 1000),
  ];
  expect(await measure(orders, refunds)).toEqual([]);
});
