import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { DEFINED_MOVEMENTS, subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { netRetention } from './nrr.ts';

const context = shopContext('2026-11-16');
const year = { grain: 'year', period: context.month } as const;
const period = '2026-10';

it('is 0.985, and 0.99 with who returned, in the example of the definitions (section 11)', () => {
  const { reactivation: returned, ...moves } = DEFINED_MOVEMENTS;
  const moved = { ...moves, returned };
  const measured = netRetention(subscriptionRows(year, moved), context);
  expectSound(measured);
  expect(figureOf(measured, { period }).value).toBeCloseTo(0.985, 12);
  const options = 'reactivation=in';
  expect(figureOf(measured, { period, options }).value).toBeCloseTo(0.99, 12);
});

it('leaves out who was not there at the opening, and what currencies did', () => {
  const moved = { opening: 1000, new: 4000, reactivation: 700, fx: 90, churn: 100 };
  const measured = netRetention(subscriptionRows(year, moved), context);
  expect(figureOf(measured, { period }).value).toBe(0.9);
});

it('has no value where nobody paid a year ago', () => {
  const measured = netRetention(subscriptionRows(year, { opening: 0, new: 100 }), context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'no_customers' });
});
