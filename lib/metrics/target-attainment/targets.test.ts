import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { loadFrom, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { targetAttainmentMetric } from './metric.ts';
import { context, measured, WEEK } from './target.fixture.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  const row = {
    metric: 'apv',
    period: WEEK,
    owner: 'finance',
    direction: 'higher',
    tolerance: 0.1,
  };
  warehouse = await shopWarehouse({
    targets: [
      { ...row, value: 40, version: 1 },
      { ...row, value: 48.2, version: 3, owner: 'sales' },
      { ...row, value: 60, version: 2 },
      { ...row, value: 20, version: 1, segment: 'IE' },
      { metric: 'customer-value', period: WEEK, value: 96.4 },
    ],
  });
});
afterAll(() => warehouse.close());

it('counts the highest version delivered, and says who owns it', async () => {
  const figures = [
    measured({}),
    measured({ scope: { country: 'IE' }, value: 1000 }),
    measured({ metric: 'customer-value' }),
  ];
  const load = loadFrom(warehouse, context);
  const derived = await targetAttainmentMetric.derive?.(figures, load, context);
  expect(derived?.map(({ value, scope, options }) => [value, scope, options])).toEqual([
    [1, {}, 'direction=higher; of=apv; owner=sales; tolerance=0.1; version=3'],
    [4820, {}, 'direction=higher; of=apv; owner=sales; part=target; tolerance=0.1; version=3'],
    [0.5, { country: 'IE' }, 'direction=higher; of=apv; owner=finance; tolerance=0.1; version=1'],
    [
      2000,
      { country: 'IE' },
      'direction=higher; of=apv; owner=finance; part=target; tolerance=0.1; version=1',
    ],
    [0.5, {}, 'direction=higher; of=customer-value; tolerance=0.05; version=1'],
    [9640, {}, 'direction=higher; of=customer-value; part=target; tolerance=0.05; version=1'],
  ]);
});

it('asks for nothing where no targets are supplied', async () => {
  const refuse = async () => {
    throw new Error('asked');
  };
  const without = { ...context, supplied: new Set(['orders']) };
  expect(await targetAttainmentMetric.derive?.([measured({})], refuse, without)).toEqual([]);
});
