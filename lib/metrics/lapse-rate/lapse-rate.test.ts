import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, daysBetween, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { countRow, withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { lapseRate } from './lapse-rate.ts';
import { lapseRateMetric } from './metric.ts';

const shop = generatedShop({ customers: 300 });
const context = shopContext('2026-11-16');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

/** The days on which each customer ordered, in order. */
const DAYS = [...shop.country.keys()].map((customer) => {
  const own = shop.orders.filter((order) => order.customer === customer && order.counts);
  return [...new Set(own.map(({ date }) => date))].filter((day) => day < context.asOf).sort();
});

function plainLimit(starts: string): number {
  const gaps = DAYS.flatMap((days) =>
    days.slice(1).flatMap((day, i) => {
      const before = days[i] ?? '';
      const counts = day < starts && before >= addDays(starts, -730);
      return counts ? [daysBetween(before, day)] : [];
    }),
  );
  let limit = 7;
  while (gaps.filter((gap) => gap <= limit).length < 0.9 * gaps.length) limit += 7;
  return limit;
}

/** Walks through every day of a month: who was within the limit on the evening before it, and fell out of it on some day. */
function plainRate(starts: string, ends: string): number {
  const limit = plainLimit(starts);
  const isWithin = (days: readonly string[], day: string) =>
    days.some((own) => own <= day && daysBetween(own, day) <= limit);
  const active = DAYS.filter((days) => isWithin(days, addDays(starts, -1)));
  const lapsed = active.filter((days) => {
    for (let day = starts; day < ends; day = addDays(day, 1)) if (!isWithin(days, day)) return true;
    return false;
  });
  expect(lapsed.length).toBeGreaterThan(3);
  return lapsed.length / active.length;
}

it('is the share of active customers who fell out of the limit on a day of the month, as plain loops say', async () => {
  const measured = await lapseRateMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const month of [context.month, context.priorMonth]) {
    const [starts, ends] = [monthStart(month, 'month'), monthStart(month + 1, 'month')];
    const period = monthLabel(month, 'month');
    expect(figureOf(measured, { period, options: 'part=limit' }).value).toBe(plainLimit(starts));
    expect(figureOf(measured, { period }).value).toBeCloseTo(plainRate(starts, ends), 12);
  }
});

it('has no figure for a month without gaps before it', async () => {
  const measured = await lapseRateMetric.measure(loadFrom(warehouse, context), context);
  expect(measured.figures.some(({ period }) => period === '2025-10')).toBe(false);
  expect(lapseRate([], context)).toEqual({ figures: [], cells: [], equations: [] });
});

it('withholds that few lapsed or nobody, and the limit with it', async () => {
  const withheld = (lapsed: number) => {
    const rows = [
      countRow('lapse-active', 500, context),
      countRow('lapsed', lapsed, context),
      countRow('not-lapsed', 500 - lapsed, context),
      { ...countRow('lapse-limit', 500, context), largest: 84 },
    ];
    const measured = lapseRate(rows, context);
    expect(measured.figures.map(({ value }) => value)).toEqual([lapsed / 500, 84]);
    return withheldOf(measured);
  };
  expect(await withheld(40)).toEqual([]);
  expect(await withheld(4)).toContain('lapsed');
  expect(await withheld(0)).toContain('lapsed');
});
