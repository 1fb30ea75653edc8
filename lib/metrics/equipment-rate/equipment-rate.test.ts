import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedItems, itemTables } from '../../../test/fixtures/generated-items.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { multiEquippedMetric } from '../multi-equipped/metric.ts';
import { multiEquipped } from '../multi-equipped/multi-equipped.ts';
import { plainHoldings } from './equipment.fixture.ts';
import { equipmentRate } from './equipment-rate.ts';
import { equipmentRateMetric } from './metric.ts';

const supplied = new Set(['orders', 'refunds', 'order_items']);
const context = shopContext('2026-11-16', { supplied });
const months = [context.month, context.priorMonth];
const period = (month: number) => monthLabel(month, 'month');

/** Rows of the closes: how many customers there are, who holds several products, and what all hold. */
const rowsOf = (customers: number, several: number, held: number): CellRow[] => {
  const row = { period: context.month, scheme: 'all', segment: 'all', age: null } as const;
  const count = { largest: 1, second: 1 };
  return [
    {
      ...row,
      ...count,
      measure: 'equipment-customers',
      customers,
      total: customers,
      absolute: customers,
    },
    {
      ...row,
      ...count,
      measure: 'multi-equipped',
      customers: several,
      total: several,
      absolute: several,
    },
    {
      ...row,
      measure: 'held-products',
      customers,
      total: held,
      absolute: held,
      largest: 3,
      second: 3,
    },
  ];
};

it('is 1.4 products a customer and 30 % with several, where 700 hold one, 200 two and 100 three', () => {
  const rows = rowsOf(1000, 300, 700 + 2 * 200 + 3 * 100);
  const at = { period: period(context.month) };
  expect(figureOf(equipmentRate(rows, context), at).value).toBe(1.4);
  expect(figureOf(multiEquipped(rows, context), at).value).toBe(0.3);
});

describe('a generated shop', () => {
  const shop = generatedShop();
  const items = generatedItems(shop);
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse({ ...shop.tables, ...itemTables(items) });
  });
  afterAll(() => warehouse.close());

  it('holds what was bought in two years and did not come back, as plain loops say', async () => {
    const load = loadFrom(warehouse, context);
    const rate = await equipmentRateMetric.measure(load, context);
    const several = await multiEquippedMetric.measure(load, context);
    expectSound(rate);
    expectSound(several);
    for (const month of months) {
      const holdings = [...plainHoldings(shop, items, monthStart(month + 1, 'month')).values()];
      const products = holdings.reduce((sum, { size }) => sum + size, 0);
      const many = holdings.filter(({ size }) => size > 1).length;
      expect(products).toBeGreaterThan(holdings.length);
      const at = { period: period(month) };
      expect(figureOf(rate, at).value).toBeCloseTo(products / holdings.length, 12);
      expect(figureOf(several, at).value).toBeCloseTo(many / holdings.length, 12);
    }
  });

  it('holds what is subscribed to while it is paid for', async () => {
    const change = (effective_at: string, mrr_after: number) => ({
      subscription_id: 's1',
      customer_id: 'c1',
      effective_at,
      mrr_before: 0,
      mrr_after,
      currency: 'EUR',
      product_id: 'plan',
      ...(mrr_after === 0 ? { status: 'ended' } : {}),
    });
    const orders = shop.tables.orders?.filter((order) => order['customer_id'] === 'c1') ?? [];
    const subscriptions = [change('2026-01-10 00:00:00', 9), change('2026-10-10 00:00:00', 0)];
    const plan = await shopWarehouse({ orders, subscriptions });
    const subscribed = shopContext('2026-11-16', { supplied: new Set(['subscriptions']) });
    const measured = await equipmentRateMetric.measure(loadFrom(plan, subscribed), subscribed);
    await plan.close();
    expectSound(measured);
    expect(figureOf(measured, { period: period(context.priorMonth) }).value).toBe(1);
    expect(measured.figures.map((figure) => figure.period)).not.toContain(period(context.month));
  });
});

it('is withheld where few hold several products', async () => {
  const measured = multiEquipped(rowsOf(400, 4, 404), context);
  expect(await withheldOf(measured)).toContain('multi-equipped');
  const many = multiEquipped(rowsOf(400, 140, 540), context);
  expect(await withheldOf(many)).not.toContain('multi-equipped');
});

it('asks nothing without products, and says nothing where nobody holds any', () => {
  const without = shopContext('2026-11-16');
  for (const { facts } of [equipmentRateMetric, multiEquippedMetric])
    expect(facts.map((fact) => fact.applies?.(without))).toEqual([false]);
  expect(equipmentRate(rowsOf(400, 0, 0), context).figures).toEqual([]);
});
