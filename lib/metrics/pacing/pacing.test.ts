import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import type { Target } from '../target-attainment/targets.ts';
import { pacingMetric } from './metric.ts';
import { pacing } from './pacing.ts';
import { WINDOW_NAMES, type WindowName, windowsOf } from './windows.ts';

const supplied = new Set(['orders', 'refunds', 'targets']);
const shop = generatedShop({ guests: 0.2, customers: 250 });
const context = shopContext('2026-11-16', { supplied });
const target: Target = {
  metric: 'net-sales',
  period: '2026-11',
  segment: null,
  value: 1000,
  direction: null,
  tolerance: null,
  owner: 'finance',
  version: 1,
};

let warehouse: Warehouse;
beforeAll(async () => {
  const planned = { metric: 'net-sales', period: '2026-11', owner: 'finance' };
  warehouse = await shopWarehouse({
    ...shop.tables,
    targets: [
      { ...planned, value: 1, version: 1 },
      { ...planned, value: 90_000, version: 2 },
      { ...planned, metric: 'net-revenue', period: '2026-12', value: 5 },
    ],
  });
});
afterAll(() => warehouse.close());

/** Net sales of days from one to before another, by a plain loop. */
const plainSales = (from: string, to: string): number =>
  shop.orders
    .filter(({ counts, date }) => counts && date >= from && date < to)
    .reduce((sum, { net }) => sum + net, 0) -
  shop.refunds
    .filter(({ order, date }) => order.counts && date >= from && date < to && date < context.asOf)
    .reduce((sum, { amount }) => sum + amount, 0);

const row = (name: WindowName, total: number): CellRow => ({
  measure: 'net-sales',
  period: WINDOW_NAMES.indexOf(name),
  scheme: 'all',
  segment: 'all',
  age: null,
  customers: 40,
  total,
  absolute: total,
  largest: total / 20,
  second: total / 20,
});

it('is 90 % where 450 of 1000 are done and half was by then (definitions, section 11)', () => {
  const months = [
    row('toDate', 45_000),
    row('before', 25_000),
    row('week', 20_000),
    row('yearAgoToDate', 10_000),
    row('yearAgoBefore', 4_000),
    row('yearAgoWeek', 6_000),
    row('yearAgoRest', 10_000),
    row('yearAgoMonth', 20_000),
  ];
  const measured = pacing([target], { months, weeks: [] }, context);
  expectSound(measured);
  expect(measured.figures.map(({ value }) => value)).toEqual([0.9, 45_000, 100_000]);
});

it('is what a plain loop finds, guests and refunds included, for the highest version', async () => {
  const measured = await pacingMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const actual = plainSales('2026-11-01', '2026-11-16');
  const done = plainSales('2025-11-01', '2025-11-16') / plainSales('2025-11-01', '2025-12-01');
  expect(actual).toBeGreaterThan(10_000);
  const of = 'of=money-ladder line=net-sales; owner=finance';
  const at = (part: string) =>
    figureOf(measured, { options: `${of}; ${part}version=2`, period: '2026-11' });
  expect(at('part=actual; ').value).toBe(actual);
  expect(at('').value).toBeCloseTo(actual / (9_000_000 * done), 12);
  expect(measured.figures).toHaveLength(3);
});

it('ties what came in the first week of a month to the whole week', async () => {
  const early = shopContext('2026-11-02', { supplied });
  expect(early.week).toBe(weekOf('2026-10-26'));
  const measured = await pacingMetric.measure(loadFrom(warehouse, early), early);
  expectSound(measured);
  const before = measured.cells.find(({ period }) => period === 'last 6 days before 2026-11');
  expect(before?.total).toBe(plainSales('2026-10-26', '2026-11-01'));
  const tied = measured.equations.some(({ parts }) => before && parts.includes(before.key));
  expect(tied).toBe(true);
});

it('has one name for one window, so that reports of later weeks never say another number of it', () => {
  const windows = new Map<string, string>();
  for (let asOf = '2025-11-03'; asOf <= '2026-12-28'; asOf = addDays(asOf, 7))
    for (const { label, opens, closes } of Object.values(windowsOf(shopContext(asOf)))) {
      const window = opens === closes ? 'empty' : `${opens} to ${closes}`;
      expect([label, windows.get(label) ?? window]).toEqual([label, window]);
      windows.set(label, window);
    }
  expect(windows.size).toBeGreaterThan(300);
});

it('has no share without a year ago, and nothing without a target of the open month', () => {
  const months = [row('toDate', 45_000), row('week', 45_000)];
  const [pace] = pacing([target], { months, weeks: [] }, context).figures;
  expect(pace).toMatchObject({ value: null, reason: 'missing_input' });
  const other = [
    { ...target, period: '2026-10' },
    { ...target, segment: 'IE' },
  ];
  expect(pacing(other, { months, weeks: [] }, context).figures).toEqual([]);
});
