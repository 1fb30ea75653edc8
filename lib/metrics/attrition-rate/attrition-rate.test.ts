import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  subscriptionTables,
} from '../../../test/fixtures/generated-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { logoChurnMetric } from '../logo-churn/metric.ts';
import { retentionRateMetric } from '../retention-rate/metric.ts';
import { attritionRateMetric } from './metric.ts';

const shop = generatedShop({ customers: 400, ordersEach: 2 });
let warehouse: Warehouse;
beforeAll(async () => {
  const changes = generatedSubscriptions(shop);
  warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
});
afterAll(() => warehouse.close());

it('is what retention leaves of 1, and of subscribers the standard logo churn', async () => {
  const supplied = new Set(['orders', 'subscriptions']);
  const context = shopContext('2026-11-16', { supplied });
  const load = loadFrom(warehouse, context);
  const left = await attritionRateMetric.measure(load, context);
  expectSound(left);
  const kept = await retentionRateMetric.measure(load, context);
  const churn = await logoChurnMetric.measure(load, context);
  for (const period of ['2026-10', '2026-09', '2025-10']) {
    const at = { period, options: 'basis=subscriptions' };
    const rate = figureOf(left, at).value ?? Number.NaN;
    expect(rate).toBeGreaterThan(0);
    expect(rate + (figureOf(kept, at).value ?? 0)).toBeCloseTo(1, 12);
    expect(rate).toBe(figureOf(churn, { period }).value);
  }
});
