import { expect, it } from 'vitest';
import { toldFewRows, toldRows, toldShareOfRows } from './told-rows.ts';

it('tells rows about persons in hundreds and three digits, a few of them in tens, others exactly', () => {
  expect([0, 1, 100, 101, 19_184, 413_001].map((rows) => toldRows('orders', rows))).toEqual([
    0, 100, 100, 200, 19_200, 414_000,
  ]);
  expect([0, 1, 11].map((rows) => toldFewRows('orders', rows))).toEqual([0, 10, 20]);
  expect([toldRows('fx_rates', 1_117), toldFewRows('fx_rates', 3)]).toEqual([1_117, 3]);
});

it('tells shares of rows about persons in steps of five percent', () => {
  expect([0.97, 0.98, 1.41].map((share) => toldShareOfRows('orders', share))).toEqual([
    0.95, 1, 1.4,
  ]);
  expect(toldShareOfRows('marketing_spend', 0.97)).toBe(0.97);
});

it('takes a table that it does not know to be about persons', () => {
  expect(toldRows('unheard_of', 3)).toBe(100);
});
