import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { revenuePerAccount } from './arpa.ts';

const context = shopContext('2026-11-16');
const month = { grain: 'month', period: context.month } as const;
const period = '2026-10';

it('divides what is paid at the close by who pays then', () => {
  const moved = { opening: 100_000, new: 6000, churn: 3000 };
  const who = { start: 48, churned: 2, new: 4, reactivated: 0 };
  const measured = revenuePerAccount(subscriptionRows(month, moved, who), context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({
    value: 2060,
    unit: 'money',
    customers: 50,
  });
  expect(figureOf(measured, { period, options: 'part=subscribers' }).value).toBe(50);
});

it('has no value where nobody pays', () => {
  const who = { start: 20, churned: 20, new: 0, reactivated: 0 };
  const rows = subscriptionRows(month, { opening: 1000, churn: 1000 }, who);
  const measured = revenuePerAccount(rows, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'no_customers' });
});
