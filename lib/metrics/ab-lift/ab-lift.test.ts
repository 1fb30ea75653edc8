import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  campaignTables,
  generatedAssignments,
} from '../../../test/fixtures/generated-campaigns.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { srmMetric } from '../srm/metric.ts';
import { holm, proportionLift, welchLift } from './lift.ts';
import { abLiftMetric } from './metric.ts';

const shop = generatedShop({ seed: 67, customers: 500 });
const assignments = generatedAssignments(shop);
const supplied = new Set(['orders', 'experiments', 'experiment_assignments']);
const context = shopContext('2026-11-16', { supplied });
const period = weekLabel(weekOf('2026-09-14'));
const scope = { experiment: 'banner', variant: 'variant' };
const campaign = campaignTables([], assignments);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...campaign });
});
afterAll(() => warehouse.close());

const lifts = (from: Warehouse, of = context) => abLiftMetric.measure(loadFrom(from, of), of);

/** What each person assigned to a variant did in the 28 days after, by plain loops; nothing where they never ordered. */
function outcomes(variant: string) {
  return assignments
    .filter((row) => row.experiment === 'banner' && row.variant === variant)
    .map(({ customer, date: from }) => {
      const isIn = (date: string) => date >= from && date < addDays(from, 28);
      const own = shop.orders.filter((order) => order.customer === customer && order.counts);
      const orders = own.filter(({ date }) => isIn(date));
      const back = shop.refunds.filter(({ order, date }) => own.includes(order) && isIn(date));
      const netSales =
        orders.reduce((sum, { net }) => sum + net, 0) -
        back.reduce((sum, { amount }) => sum + amount, 0);
      return { hasOrdered: orders.length > 0, netSales };
    });
}

const amounts = (values: readonly number[]) => ({
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
  n: values.length,
});

it('compares all who were assigned, whether they ordered or not, as plain loops do', async () => {
  const measured = await lifts(warehouse);
  expectSound(measured);
  const [control, variant] = [outcomes('control'), outcomes('variant')];
  const hits = (of: typeof control) => ({
    hits: of.filter(({ hasOrdered }) => hasOrdered).length,
    n: of.length,
  });
  const conversion = proportionLift(hits(control), hits(variant));
  const sales = welchLift(
    amounts(control.map(({ netSales }) => netSales)),
    amounts(variant.map(({ netSales }) => netSales)),
  );
  const shown = figureOf(measured, { options: 'metric=conversion', period, scope });
  expect(shown.value).toBeCloseTo(conversion?.difference ?? Number.NaN, 12);
  expect(shown.customers).toBe(control.length + variant.length);
  const each = figureOf(measured, { options: 'metric=net-sales', period, scope });
  expect(each.value).toBeCloseTo(sales?.difference ?? Number.NaN, 6);
  expect(each.lower).toBeCloseTo(sales?.lower ?? Number.NaN, 6);
  const p = (metric: string) =>
    figureOf(measured, { options: `metric=${metric}; part=p`, period, scope }).value ?? 0;
  const raw = sales?.p ?? Number.NaN;
  expect(p('net-sales')).toBeGreaterThanOrEqual(raw);
  for (const metric of ['conversion', 'net-sales', 'contribution'])
    expect(Number.isInteger(Number((p(metric) * 10_000).toFixed(9)))).toBe(true);
  const order = ['conversion', 'net-sales', 'contribution'].map(p);
  expect(order[0]).toBeGreaterThanOrEqual(conversion?.p ?? 1);
  expect(holm(order)[0]).toBeGreaterThanOrEqual(order[0] ?? 1);
});

it('has no verdict before everyone’s window is over, below the planned number, or with another split', async () => {
  const reason = async (from: Warehouse, of = context) =>
    (await lifts(from, of)).figures
      .filter((figure) => figure.scope['experiment'] === 'banner')
      .map((figure) => figure.reason);
  const early = { ...context, ripeBefore: '2026-10-12' };
  expect(await reason(warehouse, early)).toEqual(['unripe']);
  const plans = campaign.experiments ?? [];
  const changed = async (change: Readonly<Record<string, number | Record<string, string>>>) => {
    const experiments = plans.map((row) => ({ ...row, ...change }));
    const other = await shopWarehouse({ ...shop.tables, ...campaign, experiments });
    const found = await reason(other);
    await other.close();
    return found;
  };
  expect(await changed({ planned_n: 20_000 })).toEqual(['not_reached']);
  expect(await changed({ planned_split: { control: '0.7', variant: '0.3' } })).toEqual([
    'not_reached',
  ]);
  const open = (await lifts(warehouse)).figures.filter(
    ({ scope: of }) => of['experiment'] === 'coupon',
  );
  expect(open.map((figure) => figure.reason)).toEqual(['unripe']);
});

it('is withheld where few ordered', async () => {
  const few = shop.orders
    .filter(({ date }) => date >= '2026-08-01')
    .slice(0, 8)
    .map(({ id }) => id);
  const orders = (shop.tables.orders ?? []).filter(
    ({ order_id, ordered_at }) =>
      String(ordered_at) < '2026-08-01' || few.includes(String(order_id)),
  );
  const small = await shopWarehouse({ ...shop.tables, ...campaign, orders });
  const measured = await lifts(small);
  await small.close();
  const withheld = await withheldOf(measured);
  expect(withheld).toContain('experiment-converted banner variant');
});

it('has no comparison where nobody ordered, and no fewer figures', async () => {
  const orders = (shop.tables.orders ?? []).filter(
    ({ ordered_at }) => String(ordered_at) < '2026-08-01',
  );
  const silent = await shopWarehouse({ ...shop.tables, ...campaign, orders, refunds: [] });
  const measured = await lifts(silent);
  await silent.close();
  const own = measured.figures.filter((figure) => figure.scope['experiment'] === 'banner');
  expect(own.map(({ reason }) => reason)).toEqual(Array(9).fill('no_customers'));
});

it('says nothing without experiments', async () => {
  for (const metric of [abLiftMetric, srmMetric]) {
    const without = shopContext('2026-11-16');
    const { figures } = await metric.measure(loadFrom(warehouse, without), without);
    expect(figures).toEqual([]);
  }
});
