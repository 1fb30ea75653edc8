import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { moneyLadderMetric } from './metric.ts';
import { moneyLadder } from './money-ladder.ts';

const shop = generatedShop({ guests: 0.5, customers: 500 });
const context = shopContext('2026-11-16', { segments: ['country', 'channel'] });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('climbs from gross sales to contribution as plain loops do, guests included', async () => {
  const measured = await moneyLadderMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const week of [context.week, context.priorWeek, context.yearAgoWeek]) {
    const plain = plainWeek(shop, week, { asOf: context.asOf, of: () => true });
    const line = (name: string) =>
      figureOf(measured, { options: `line=${name}`, period: weekLabel(week) }).value;
    expect(plain.orders).toBeGreaterThan(20);
    expect(line('discounts')).toBe(plain.discounts);
    expect(line('refunds')).toBe(plain.refunds);
    expect(line('shipping')).toBe(plain.shipping);
    expect(line('cogs')).toBe(plain.cogs);
    expect(line('fulfilment')).toBe(plain.fulfilment);
    expect(line('gross-sales')).toBe(plain.net + plain.discounts);
    expect(line('discounted-sales')).toBe(plain.net);
    expect(line('net-sales')).toBe(plain.net - plain.refunds);
    expect(line('net-revenue')).toBe(plain.net - plain.refunds + plain.shipping);
    expect(line('cm1')).toBe(plain.net - plain.refunds + plain.shipping - plain.cogs);
    expect(line('contribution')).toBe(
      plain.net - plain.refunds + plain.shipping - plain.cogs - plain.fulfilment,
    );
  }
});

it('shows what guests bought', async () => {
  const measured = await moneyLadderMetric.measure(loadFrom(warehouse, context), context);
  const guests = plainWeek(shop, context.week, { asOf: context.asOf, of: (c) => c === null });
  expect(guests.orders).toBeGreaterThan(30);
  const period = weekLabel(context.week);
  const scope = { buyer: 'guest' };
  expect(figureOf(measured, { options: 'line=net-sales', period, scope }).value).toBe(
    guests.net - guests.refunds,
  );
});

it('counts a few guests too, so that it ties to the books', async () => {
  const sparse = generatedShop();
  const few = await shopWarehouse(sparse.tables);
  const measured = await moneyLadderMetric.measure(loadFrom(few, context), context);
  await few.close();
  expectSound(measured);
  const all = { asOf: context.asOf, of: () => true };
  const guests = plainWeek(sparse, context.week, { ...all, of: (c) => c === null });
  expect(guests.orders).toBeGreaterThan(0);
  expect(guests.orders).toBeLessThan(20);
  const { net, refunds } = plainWeek(sparse, context.week, all);
  const period = weekLabel(context.week);
  const options = 'line=net-sales';
  expect(figureOf(measured, { options, period }).value).toBe(net - refunds);
  expect(figureOf(measured, { options, period, scope: { buyer: 'guest' } }).value).toBe(
    guests.net - guests.refunds,
  );
});

it('has no cost lines where no costs were delivered, and no refunds where none were', async () => {
  const assumed = shopContext('2026-11-16', { marginBasis: 'assumed', supplied: new Set() });
  const measured = await moneyLadderMetric.measure(loadFrom(warehouse, assumed), assumed);
  expectSound(measured);
  const options = new Set(measured.figures.map((figure) => figure.options));
  expect(options.has('line=contribution')).toBe(true);
  expect(options.has('line=cogs')).toBe(false);
  const period = weekLabel(assumed.week);
  expect(figureOf(measured, { options: 'line=refunds', period })).toMatchObject({
    value: null,
    reason: 'missing_input',
  });
});

it('is empty for an empty shop', () => {
  expect(moneyLadder([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
