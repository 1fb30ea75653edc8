import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Measured } from '#lib/privacy/report.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  subscriptionTables,
} from '../../../test/fixtures/generated-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { DEFINED_MOVEMENTS, subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { withheldOf } from '../facts/cells/cell-rows.fixture.ts';
import { MRR_PARTS } from '../facts/subscriptions/subscription-movements.ts';
import { mrrMovementsMetric } from './metric.ts';
import { mrrMovements } from './mrr-movements.ts';

const shop = generatedShop({ customers: 700, ordersEach: 2 });
const supplied = new Set(['orders', 'subscriptions']);
const context = shopContext('2026-11-16', { segments: ['country', 'channel'], supplied });
const alone = shopContext('2026-11-16', { supplied });
const month = { grain: 'month', period: alone.month } as const;
const before = { grain: 'month', period: alone.priorMonth } as const;
const NOTHING_MOVED = { churned: 0, new: 0, reactivated: 0 };
/** The month before, in which nothing moved. */
const quiet = (opening: number) => subscriptionRows(before, { opening }, NOTHING_MOVED);
const PARTS = ['opening', ...MRR_PARTS, 'closing'];

let warehouse: Warehouse;
let measured: Measured;
beforeAll(async () => {
  const changes = generatedSubscriptions(shop);
  warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
  measured = await mrrMovementsMetric.measure(loadFrom(warehouse, context), context);
});
afterAll(() => warehouse.close());

const lines = (of: Measured, period: string) =>
  PARTS.map((part) => figureOf(of, { options: `part=${part}`, period }).value ?? Number.NaN);

it('opens at 1000 and closes at 1030 in the example of the definitions (section 11)', () => {
  const found = mrrMovements(
    [...quiet(1000), ...subscriptionRows(month, DEFINED_MOVEMENTS)],
    alone,
  );
  expectSound(found);
  expect(lines(found, '2026-10')).toEqual([1000, 40, 5, 15, 10, 20, 0, 1030]);
});

describe('a shop', () => {
  it('has cells and equations that agree to the last unit', () => {
    expectSound(measured);
    expect(measured.equations.length).toBeGreaterThan(60);
  });

  it.each(['2026-10', '2026-09', '2025-10'])('has a bridge that closes in %s', (period) => {
    const [opening = 0, fresh = 0, back = 0, more = 0, less = 0, gone = 0, fx = 0, closing] = lines(
      measured,
      period,
    );
    expect(opening + fresh + back + more - less - gone + fx).toBe(closing);
    expect(opening).toBeGreaterThan(0);
  });

  it('opens where the month before closed', () => {
    const at = (part: string, period: string) =>
      figureOf(measured, { options: `part=${part}`, period }).value;
    expect(at('opening', '2026-10')).toBe(at('closing', '2026-09'));
  });

  it('shows below top level what moved in the closed month, and no stock', () => {
    const below = measured.figures.filter(({ scope }) => Object.keys(scope).length > 0);
    expect(new Set(below.map(({ period }) => period))).toEqual(new Set(['2026-10']));
    expect(below.some(({ options }) => /opening|closing/.test(options))).toBe(false);
    const churn = (scope: Record<string, string>) =>
      figureOf(measured, { options: 'part=churn', period: '2026-10', scope }).value ?? 0;
    const parts = ['DE', 'FR', 'IE'].map((country) => churn({ country }));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(churn({}));
  });
});

it('withholds a movement of few, and another so that it cannot be worked out', async () => {
  const rows = subscriptionRows(month, { opening: 9000, new: 400, expansion: 300, churn: 200 });
  const few = rows.map((row) =>
    row.measure === 'month churn' ? { ...row, customers: 3, largest: 70, second: 70 } : row,
  );
  const found = mrrMovements([...quiet(9000), ...few], alone);
  const withheld = await withheldOf(found);
  expect(withheld).toContain('mrr-churn');
  const printed = new Set(found.figures.flatMap((figure) => figure.cells));
  const hidden = found.cells.filter(
    ({ key, measure }) => printed.has(key) && withheld.includes(measure),
  );
  expect(hidden.length).toBeGreaterThan(1);
});

it('stops at a bridge that does not close', () => {
  const rows = subscriptionRows(month, { opening: 1000, churn: 20 }).map((row) =>
    row.measure === 'month churn' ? { ...row, total: 19, absolute: 19 } : row,
  );
  expect(() => mrrMovements([...quiet(1000), ...rows], alone)).toThrow(
    /recurring revenue of 2026-10: opening and/,
  );
});

it('says nothing where no subscriptions are delivered', async () => {
  const without = shopContext('2026-11-16');
  const load = () => Promise.reject(new Error('asked'));
  expect((await mrrMovementsMetric.measure(load, without)).figures).toEqual([]);
});
