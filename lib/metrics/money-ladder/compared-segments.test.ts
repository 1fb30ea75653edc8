import { afterAll, beforeAll, expect, it } from 'vitest';
import { weekLabel } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop, plainWeek } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { apvMetric } from '../apv/metric.ts';
import { mergeMeasured } from '../measured.ts';
import { segmentProfitMetric } from '../segment-profit/metric.ts';
import { moneyLadderMetric } from './metric.ts';

const shop = generatedShop({ guests: 0.5, customers: 500 });
const context = shopContext('2026-11-16', {
  segments: ['country', 'channel'],
  compared: ['country'],
});
const WEEKS = [context.week, context.priorWeek, context.yearAgoWeek];
const COUNTRIES = ['DE', 'FR', 'IE'];
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
}, 60_000);
afterAll(() => warehouse.close());

const ofCountry = (country: string, week: number) =>
  plainWeek(shop, week, {
    asOf: context.asOf,
    of: (customer) => customer !== null && shop.country.get(customer) === country,
  });

it('compares the segments of a bound scheme with both earlier weeks, as plain loops find them', async () => {
  const ladder = await moneyLadderMetric.measure(loadFrom(warehouse, context), context);
  const orders = await apvMetric.measure(loadFrom(warehouse, context), context);
  expectSound(mergeMeasured([ladder, orders]));
  for (const week of WEEKS)
    for (const country of COUNTRIES) {
      const plain = ofCountry(country, week);
      const at = { period: weekLabel(week), scope: { country } };
      const line = (name: string) => figureOf(ladder, { options: `line=${name}`, ...at }).value;
      const sales = plain.net - plain.refunds;
      expect(plain.orders).toBeGreaterThan(0);
      expect(line('net-sales')).toBe(sales);
      expect(line('net-revenue')).toBe(sales + plain.shipping);
      expect(line('contribution')).toBe(sales + plain.shipping - plain.cogs - plain.fulfilment);
      expect(figureOf(orders, at).value).toBeCloseTo(sales / plain.orders, 9);
    }
});

it('ties each of them to everyone in every week, so that the rest is a number of the gate', async () => {
  const measured = await moneyLadderMetric.measure(loadFrom(warehouse, context), context);
  const total = new Map(measured.cells.map(({ key, total: sum }) => [key, sum]));
  for (const week of WEEKS)
    for (const measure of ['net-sales', 'net-revenue', 'contribution', 'shipping']) {
      const everyone = measured.cells.find(
        (cell) =>
          cell.measure === measure &&
          cell.period === weekLabel(week) &&
          Object.keys(cell.scope).length === 0,
      );
      const split = measured.equations.find(
        (equation) => equation.total === everyone?.key && equation.parts[0]?.includes('"country"'),
      );
      expect(split?.parts.length).toBeGreaterThanOrEqual(COUNTRIES.length);
      const sum = split?.parts.reduce((whole, key) => whole + (total.get(key) ?? Number.NaN), 0);
      expect(sum).toBe(everyone?.total);
    }
});

it('compares no segment where no mail is bound to its scheme', async () => {
  const alone = { ...context, compared: [] };
  const measured = await moneyLadderMetric.measure(loadFrom(warehouse, alone), alone);
  expect(measured.figures.some(({ scope }) => 'country' in scope)).toBe(false);
  const both = await moneyLadderMetric.measure(loadFrom(warehouse, context), context);
  expect(both.figures.some(({ scope }) => 'channel' in scope)).toBe(false);
  const profit = (of: typeof context) =>
    segmentProfitMetric.measure(loadFrom(warehouse, of), of).then(({ figures }) => figures);
  expect(await profit(context)).toEqual(await profit(alone));
});
