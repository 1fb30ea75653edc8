import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { refundRateMetric } from './metric.ts';
import { ledgerRefundRate, orderRefundRate } from './refund-rate.ts';

const shop = generatedShop({ guests: 0.6, customers: 500 });
const context = shopContext('2026-11-16', { segments: ['country'] });
const weeks = [context.week, context.priorWeek, context.yearAgoWeek];
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('divides the refunds booked in a week by its discounted sales, as plain loops do', async () => {
  const measured = await refundRateMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const options = 'view=ledger';
  for (const week of weeks) {
    const { refunds, net } = plainWeek(shop, week, { asOf: context.asOf, of: () => true });
    expect(refunds).toBeGreaterThan(0);
    const shown = figureOf(measured, { options, period: weekLabel(week) });
    expect(shown.value).toBeCloseTo(refunds / net, 12);
  }
  const of = (customer: string | null) => customer !== null && shop.country.get(customer) === 'FR';
  const { refunds, net } = plainWeek(shop, context.week, { asOf: context.asOf, of });
  const period = weekLabel(context.week);
  expect(figureOf(measured, { options, period, scope: { country: 'FR' } }).value).toBeCloseTo(
    refunds / net,
    12,
  );
});

it('follows the orders of a week to all their refunds before the cut in the order view', async () => {
  const measured = await refundRateMetric.measure(loadFrom(warehouse, context), context);
  for (const week of weeks) {
    let refunds = 0;
    for (const { order, date, amount } of shop.refunds) {
      const counted = order.counts && date < context.asOf;
      if (counted && weekOf(order.date) === week) refunds += amount;
    }
    const { net } = plainWeek(shop, week, { asOf: context.asOf, of: () => true });
    const shown = figureOf(measured, { options: 'view=order', period: weekLabel(week) });
    expect(shown.value).toBeCloseTo(refunds / net, 12);
    expect(shown.scope).toEqual({});
  }
});

it('is 0 where nothing came back and has no value where nothing was sold', () => {
  const totals = { 'ordering-customers': 12, 'discounted-sales': 9000, 'net-sales': 9000 };
  const quiet = weekRows(context.week, { ...totals, refunds: 0 });
  const alone = shopContext('2026-11-16');
  expect(ledgerRefundRate(quiet, alone).figures[0]?.value).toBe(0);
  expect(orderRefundRate(quiet, [], alone).figures[0]?.value).toBe(0);
  const only = weekRows(context.week, {
    'ordering-customers': 0,
    'discounted-sales': 0,
    'net-sales': -300,
    refunds: 300,
  });
  expect(ledgerRefundRate(only, alone).figures[0]).toMatchObject({
    value: null,
    reason: 'no_customers',
  });
});

it('says nothing where no refunds are delivered', async () => {
  const without = shopContext('2026-11-16', { supplied: new Set(['orders']) });
  const measured = await refundRateMetric.measure(loadFrom(warehouse, without), without);
  expect(measured.figures).toEqual([]);
});

it('is empty for an empty shop', () => {
  expect(ledgerRefundRate([], context).figures).toEqual([]);
  expect(orderRefundRate([], [], context).figures).toEqual([]);
});
