import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { magicNumber } from './magic-number.ts';

const context = shopContext('2026-11-16');
const quarter = { grain: 'quarter', period: 2026 * 12 + 8 } as const;
const period = '2026-Q3';
const spendOf = (...spend: readonly number[]) =>
  spend.map((amount, i) => ({ period: 2026 * 12 + 3 + i, spend: amount }));

it('is 0.75 where ARR grows by 300 after 400 of spend (definitions, section 11)', () => {
  const movements = subscriptionRows(quarter, { opening: 1000, new: 25 });
  const measured = magicNumber({ movements, spend: spendOf(100, 200, 100, 999, 999) }, context);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 0.75, unit: 'ratio' });
});

it('is negative where recurring revenue fell', () => {
  const movements = subscriptionRows(quarter, { opening: 1000, churn: 25 });
  const measured = magicNumber({ movements, spend: spendOf(100, 200, 100) }, context);
  expect(figureOf(measured, { period }).value).toBe(-0.75);
});

it('is unknown while a month of spend is missing', () => {
  const movements = subscriptionRows(quarter, { opening: 1000, new: 25 });
  const measured = magicNumber({ movements, spend: spendOf(100, 200) }, context);
  expect(figureOf(measured, { period })).toMatchObject({ value: null, reason: 'missing_input' });
});
