import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { sellingPrice } from './asp.ts';

const context = shopContext('2026-11-16');
const month = { grain: 'month', period: context.month } as const;
const period = '2026-10';

it('divides what new customers pay by how many are new; who came back is not', () => {
  const moved = { opening: 1000, new: 4000, reactivation: 900 };
  const rows = subscriptionRows(month, moved, { new: 25, reactivated: 9 });
  const measured = sellingPrice(rows, context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 160, customers: 25 });
  expect(figureOf(measured, { period, options: 'part=new-subscribers' }).value).toBe(25);
});

it('has no value where nobody is new', () => {
  const rows = subscriptionRows(month, { opening: 1000 }, { new: 0 });
  const measured = sellingPrice(rows, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'no_customers' });
});
