import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { attritionRateMetric } from '../attrition-rate/metric.ts';
import { clvSimpleMetric } from '../clv-simple/metric.ts';
import { mergeMeasured } from '../measured.ts';
import { retentionRateMetric } from './metric.ts';
import { ofBuyers, ofSubscribers } from './retention-rate.ts';

const context = shopContext('2026-11-16');
const period = '2026-10';

it('keeps 80 of 100 where 110 are there at the end and 30 are new (definitions, section 11)', () => {
  const month = { grain: 'month', period: context.month } as const;
  const who = { start: 100, churned: 20, new: 30, reactivated: 0 };
  const rows = subscriptionRows(month, { opening: 9000 }, who);
  const at = { period, options: 'basis=subscriptions' };
  const kept = ofSubscribers(rows, 'retention-rate', context);
  expectSound(kept);
  expect(figureOf(kept, at)).toMatchObject({ value: 0.8, customers: 100 });
  expect(figureOf(ofSubscribers(rows, 'attrition-rate', context), at).value).toBe(0.2);
});

describe('of buyers', () => {
  const shop = generatedShop({ customers: 500, ordersEach: 4 });
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse(shop.tables);
  });
  afterAll(() => warehouse.close());

  /** Who ordered in the six months up to the end of a counted month. */
  function activeAt(last: number): Set<string> {
    const active = new Set<string>();
    for (const { customer, date, counts } of shop.orders) {
      const month = monthOf(date, 'month');
      if (counts && customer !== null && month > last - 6 && month <= last) active.add(customer);
    }
    return active;
  }

  it('counts who ordered in six months before the start and before the end, as plain loops do', async () => {
    const load = loadFrom(warehouse, context);
    const kept = await retentionRateMetric.measure(load, context);
    const left = await attritionRateMetric.measure(load, context);
    expectSound(kept);
    expectSound(left);
    for (const [label, month] of [
      ['2026-10', context.month],
      ['2026-09', context.priorMonth],
    ] as const) {
      const [start, end] = [activeAt(month - 1), activeAt(month)];
      const stayed = [...start].filter((customer) => end.has(customer)).length;
      expect(stayed).toBeLessThan(start.size);
      const at = { period: label, options: 'basis=orders' };
      expect(figureOf(kept, at).value).toBeCloseTo(stayed / start.size, 12);
      expect(figureOf(left, at).value).toBeCloseTo(1 - stayed / start.size, 12);
    }
  });

  it('ties who joined to what the quick formula tells of the end', async () => {
    const load = loadFrom(warehouse, context);
    const kept = await retentionRateMetric.measure(load, context);
    const quick = await clvSimpleMetric.measure(load, context);
    expectSound(mergeMeasured([kept, quick]));
    const told = new Set(quick.figures.flatMap(({ cells }) => cells));
    const ends = kept.equations.filter(({ total }) => told.has(total));
    expect(ends.map(({ parts }) => parts.some((key) => key.includes('-joined')))).toEqual([true]);
  });

  it('says nothing of a history that is too young', () => {
    const at = { scheme: 'all', segment: 'all', age: null, period: context.month };
    const sized = { customers: 30, total: 30, absolute: 30, largest: 1, second: 1 };
    const young = [{ ...at, ...sized, measure: 'customers-at-start' }];
    expect(ofBuyers(young, 'retention-rate', context).figures).toEqual([]);
  });
});
