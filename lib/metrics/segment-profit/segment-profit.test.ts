import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, type PlainWeek, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { weekRows } from '../../../test/fixtures/week-rows.ts';
import { segmentProfitMetric } from './metric.ts';
import { segmentProfit } from './segment-profit.ts';

const shop = generatedShop();
const context = shopContext('2026-11-16', { segments: ['country', 'channel'] });
const period = weekLabel(context.week);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

const contribution = (plain: PlainWeek) =>
  plain.net - plain.refunds + plain.shipping - plain.cogs - plain.fulfilment;

it('shows each country and a total that ties to the books as plain loops find them', async () => {
  const measured = await segmentProfitMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const country of [null, 'DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      country === null || (customer !== null && shop.country.get(customer) === country);
    const ofCustomers = (customer: string | null) => customer !== null && of(customer);
    const known = plainWeek(shop, context.week, { asOf: context.asOf, of: ofCustomers });
    const plain = plainWeek(shop, context.week, { asOf: context.asOf, of });
    const scope = country === null ? {} : { country };
    const line = (name: string) =>
      figureOf(measured, { options: `line=${name}`, period, scope }).value;
    const revenue = plain.net - plain.refunds + plain.shipping;
    expect(line('ordering-customers')).toBe(known.buyers.size);
    expect(line('net-sales')).toBe(plain.net - plain.refunds);
    expect(line('net-revenue')).toBe(revenue);
    expect(line('contribution')).toBe(contribution(plain));
    expect(line('contribution-share')).toBeCloseTo(contribution(plain) / revenue, 12);
    expect(line('contribution-per-customer')).toBeCloseTo(
      contribution(known) / known.buyers.size,
      9,
    );
  }
});

it('shows the revenue of each country in the week before, as plain loops find it', async () => {
  const measured = await segmentProfitMetric.measure(loadFrom(warehouse, context), context);
  const before = weekLabel(context.priorWeek);
  const figures = measured.figures.filter((figure) => figure.period === before);
  expect(new Set(figures.map(({ options }) => options))).toEqual(new Set(['line=net-revenue']));
  for (const country of ['DE', 'FR', 'IE']) {
    const of = (customer: string | null) =>
      customer !== null && shop.country.get(customer) === country;
    const plain = plainWeek(shop, context.priorWeek, { asOf: context.asOf, of });
    const place = { options: 'line=net-revenue', period: before, scope: { country } };
    expect(figureOf(measured, place).value).toBe(plain.net - plain.refunds + plain.shipping);
  }
});

it('ties shipping and costs to what is shown, since both can be subtracted', async () => {
  const measured = await segmentProfitMetric.measure(loadFrom(warehouse, context), context);
  const shipping = plainWeek(shop, context.week, {
    asOf: context.asOf,
    of: (customer) => customer !== null && shop.country.get(customer) === 'IE',
  }).shipping;
  const hidden = measured.cells.find(
    ({ measure, scope }) => measure === 'shipping' && scope['country'] === 'IE',
  );
  expect(hidden?.total).toBe(shipping);
  const tied = measured.equations.filter(({ parts }) => parts.includes(hidden?.key ?? ''));
  expect(tied.map(({ parts }) => parts.length)).toContain(2);
  expect(measured.figures.some(({ cells }) => cells.includes(hidden?.key ?? ''))).toBe(false);
});

it('has no share of a revenue that is not positive, and no value per customer without one', () => {
  const rows = weekRows(context.week, {
    'ordering-customers': 0,
    'net-sales': -500,
    'net-revenue': -500,
    shipping: 0,
    contribution: -500,
    'variable-costs': 0,
  });
  const measured = segmentProfit(rows, shopContext('2026-11-16'));
  expect(figureOf(measured, { options: 'line=contribution-share', period })).toMatchObject({
    value: null,
    reason: 'not_positive',
  });
  expect(figureOf(measured, { options: 'line=contribution-per-customer', period })).toMatchObject({
    value: null,
    reason: 'no_customers',
  });
});

it('is empty for an empty shop', () => {
  expect(segmentProfit([], context).figures).toEqual([]);
});
