import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, monthLabel, monthOf, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { repeatRateMetric } from './metric.ts';
import { repeatRate } from './repeat-rate.ts';

const shop = generatedShop({ seed: 13, customers: 400 });
const context = shopContext('2026-09-07');
const lives = customerLives(shop, context.asOf);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

const monthOfEntry = (date: string) => monthLabel(monthOf(date, 'month'), 'month');

it('is the share with a second order within 90 days of entry, as plain loops say', async () => {
  const measured = await repeatRateMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  expect(measured.figures.length).toBeGreaterThan(8);
  for (const { period, value, reason, customers } of measured.figures) {
    const members = lives.filter(({ entry }) => monthOfEntry(entry.date) === period);
    const repeating = members.filter(({ entry, orders }) => {
      const end = addDays(entry.date, 90);
      return orders.filter(({ date }) => date < end).length >= 2;
    });
    const nextMonth = monthStart(monthOf(`${period}-01`, 'month') + 1, 'month');
    const isRipe = addDays(nextMonth, 89) <= context.ripeBefore;
    expect(customers).toBe(members.length);
    expect(value ?? reason).toBe(isRipe ? repeating.length / members.length : 'unripe');
  }
  expect(new Set(measured.figures.map(({ reason }) => reason))).toEqual(new Set([null, 'unripe']));
});

it('ties repeat and single-order members to the size of the cohort', async () => {
  const measured = await repeatRateMetric.measure(loadFrom(warehouse, context), context);
  const [figure] = measured.figures;
  const total = (key: string | undefined) =>
    measured.cells.find((cell) => cell.key === key)?.total ?? Number.NaN;
  const [size, repeat, single] = figure?.cells ?? [];
  expect(total(repeat) + total(single)).toBe(total(size));
  expect(measured.equations).toContainEqual({ total: size, parts: [repeat, single] });
});

it('counts two orders of one day, and not the one on the 90th day after', async () => {
  const days = ['2026-01-05', '2026-01-05', '2026-01-06', '2026-04-06'];
  const customers = ['same-day', 'same-day', 'late', 'late'];
  const two = await shopWarehouse({
    orders: days.map((day, i) => ({
      order_id: `o${i}`,
      customer_id: customers[i] ?? '',
      ordered_at: `${day} 10:00:00`,
      currency: 'EUR',
      net_amount: 10,
    })),
  });
  const measured = await repeatRateMetric.measure(loadFrom(two, context), context);
  await two.close();
  expect(measured.figures.map(({ value }) => value)).toEqual([0.5]);
});

it('is empty for an empty shop', () => {
  expect(repeatRate([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
