import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { DEFINED_MOVEMENTS, subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { quickRatio } from './quick-ratio.ts';

const context = shopContext('2026-11-16');
const month = { grain: 'month', period: context.month } as const;
const period = '2026-10';

it('is 2 in the example of the definitions (section 11)', () => {
  const measured = quickRatio(subscriptionRows(month, DEFINED_MOVEMENTS), context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 2, unit: 'ratio' });
});

it('is no number where nothing was lost, and 0 where nothing was won', () => {
  const won = quickRatio(subscriptionRows(month, { opening: 1000, new: 40 }), context);
  expect(figureOf(won, { period })).toMatchObject({ value: null, reason: 'no_churn' });
  const lost = quickRatio(subscriptionRows(month, { opening: 1000, churn: 40 }), context);
  expect(figureOf(lost, { period }).value).toBe(0);
});
