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

it('the gate publishes the figures of everyone and withholds no more than it must', async () => {
  const { figures, cells, equations } = await measureAll(['country', 'channel'], 'yes');
  const printable = new Set(figures.flatMap((figure) => figure.cells));
  const t = performance.now();
  const { published, summary } = await protect({ cells, equations, printable }, STANDARD_POLICY);
  console.log(performance.now() - t, summary, cells.length, equations.length);
  const shown = figures.filter((figure) => figure.cells.every((key) => published.has(key)));
  console.log(
    figures.length,
    shown.length,
    figures
      .filter((f) => !shown.includes(f))
      .map((f) => `${f.metric} ${f.options} ${f.period} ${JSON.stringify(f.scope)}`),
  );
});
