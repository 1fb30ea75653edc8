import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderSystem } from '#lib/privacy/gate/system.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../test/fixtures/shop-warehouse.ts';
import { clvHistoricMetric } from './clv-historic/metric.ts';
import { cohortRetentionMetric } from './cohort-retention/metric.ts';
import { mergeMeasured } from './measured.ts';
import { revenueRetentionMetric } from './revenue-retention/metric.ts';

const METRICS = [cohortRetentionMetric, revenueRetentionMetric, clvHistoricMetric];

const shop = generatedShop({ customers: 1500, ordersEach: 4 });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

/** The cohort tables of a report that shows so many months of life. */
async function tablesOf(ages: number): Promise<Measured> {
  const context = shopContext('2026-11-16', { cohorts: { grain: 'month', ages } });
  const load = loadFrom(warehouse, context);
  return mergeMeasured(await Promise.all(METRICS.map((metric) => metric.measure(load, context))));
}

it('lets reports of one run show tables of different length, whose means are of different cohorts', async () => {
  const both = mergeMeasured([await tablesOf(12), await tablesOf(4)]);
  const printable = new Set(both.figures.flatMap(({ cells }) => cells));
  expect(() => orderSystem({ ...both, printable })).not.toThrow();
  const values = new Map<string, number | null>();
  for (const { metric, options, period, scope, value } of both.figures) {
    const name = JSON.stringify([metric, options, period, scope]);
    const other = values.get(name);
    if (other !== undefined) expect(value).toBe(other);
    values.set(name, value);
  }
});
