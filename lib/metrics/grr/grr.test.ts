import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { DEFINED_MOVEMENTS, subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { grossRetention } from './grr.ts';
import { grrMetric } from './metric.ts';

const context = shopContext('2026-11-16');
const year = { grain: 'year', period: context.month } as const;
const period = '2026-10';

it('keeps 97 of 100 in the example of the definitions (section 11)', () => {
  const measured = grossRetention(subscriptionRows(year, DEFINED_MOVEMENTS), context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 0.97, unit: 'share' });
});

it('is at most 1, however much is added', () => {
  const measured = grossRetention(
    subscriptionRows(year, { opening: 500, expansion: 900 }),
    context,
  );
  expect(figureOf(measured, { period }).value).toBe(1);
});

it('has no value where nobody paid a year ago', () => {
  const measured = grossRetention(subscriptionRows(year, { opening: 0, new: 100 }), context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'no_customers' });
});

it('reads nothing without subscriptions', async () => {
  const load = () => Promise.reject(new Error('asked'));
  expect((await grrMetric.measure(load, context)).figures).toEqual([]);
});
