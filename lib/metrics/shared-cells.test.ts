import { afterAll, beforeAll, expect, it } from 'vitest';
import { protect } from '#lib/privacy/gate/protect.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../test/fixtures/generated-shop.ts';
import {
  acquisitionTables,
  generatedSpend,
  generatedTouches,
} from '../../test/fixtures/generated-spend.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../test/fixtures/sound-measured.ts';
import { activeCustomersMetric } from './active-customers/metric.ts';
import { apvMetric } from './apv/metric.ts';
import { cacBlendedMetric } from './cac-blended/metric.ts';
import { cacLoadedMetric } from './cac-loaded/metric.ts';
import { cacPaidMetric } from './cac-paid/metric.ts';
import { clvSimpleMetric } from './clv-simple/metric.ts';
import { customerValueMetric } from './customer-value/metric.ts';
import { marketingRoiMetric } from './marketing-roi/metric.ts';
import { mergeMeasured } from './measured.ts';
import type { Metric } from './metric.ts';
import { moneyLadderMetric } from './money-ladder/metric.ts';
import { newCustomersMetric } from './new-customers/metric.ts';
import { purchaseFrequencyMetric } from './purchase-frequency/metric.ts';
import { refundRateMetric } from './refund-rate/metric.ts';
import { returningShareMetric } from './returning-share/metric.ts';
import { roasMetric } from './roas/metric.ts';
import { segmentProfitMetric } from './segment-profit/metric.ts';

const METRICS: readonly Metric[] = [
  moneyLadderMetric,
  activeCustomersMetric,
  newCustomersMetric,
  returningShareMetric,
  apvMetric,
  purchaseFrequencyMetric,
  customerValueMetric,
  refundRateMetric,
  segmentProfitMetric,
  clvSimpleMetric,
  cacPaidMetric,
  cacBlendedMetric,
  cacLoadedMetric,
  marketingRoiMetric,
  roasMetric,
];

/** Eleven lines, active customers twice, and the average order. */
const LADDER_AND_OTHERS = 14;

const shop = generatedShop({ seed: 17, customers: 2000, ordersEach: 3 });
let warehouse: Warehouse;
beforeAll(async () => {
  const acquisition = acquisitionTables(generatedSpend(), generatedTouches(shop));
  warehouse = await shopWarehouse({ ...shop.tables, ...acquisition });
});
afterAll(() => warehouse.close());

async function measureAll(segments: readonly string[], history: 'yes' | 'no') {
  const context = shopContext('2026-11-16', { segments });
  const load = loadFrom(warehouse, context, { history_complete: history });
  const parts = [];
  for (const metric of METRICS) parts.push(await metric.measure(load, context));
  return mergeMeasured(parts);
}

it.each([
  ['no scheme, complete history', [], 'yes'],
  ['one scheme, incomplete history', ['country'], 'no'],
  ['two schemes, complete history', ['country', 'channel'], 'yes'],
] as const)('metrics agree on the cells they share: %s', async (_, segments, history) => {
  const measured = await measureAll(segments, history);
  expectSound(measured);
  expect(measured.cells.length).toBeGreaterThan(100);
});

it('a few guests cost neither the ladder nor the average order nor the count of customers', async () => {
  const { figures, cells, equations } = await measureAll([], 'yes');
  const printable = new Set(figures.flatMap((figure) => figure.cells));
  const { published } = await protect({ cells, equations, printable }, STANDARD_POLICY);
  const names = ['money-ladder', 'active-customers', 'apv'];
  const everyone = figures.filter(
    ({ metric, period, reason, scope }) =>
      names.includes(metric) &&
      period === '2026-W46' &&
      reason === null &&
      Object.keys(scope).length === 0,
  );
  expect(everyone).toHaveLength(LADDER_AND_OTHERS);
  for (const { options, cells: shown } of everyone)
    expect([options, shown.filter((key) => !published.has(key))]).toEqual([options, []]);
});
