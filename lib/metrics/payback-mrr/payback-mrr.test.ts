import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { subscriptionRows } from '../../../test/fixtures/subscription-rows.ts';
import { type PaybackRows, recurringPayback } from './payback-mrr.ts';

const assumed = shopContext('2026-11-16', { marginBasis: 'assumed', margin: 0.8 });
const month = { grain: 'month', period: assumed.month } as const;
const period = '2026-10';
const ROWS: PaybackRows = {
  movements: subscriptionRows(month, { opening: 9000, new: 1000 }),
  spend: [{ period: assumed.month, spend: 12_000 }],
  lapses: [],
  halfYear: [],
};

it('takes 15 months at 12000 of spend, 1000 of new revenue and 80 % margin (definitions, section 11)', () => {
  const measured = recurringPayback(ROWS, assumed);
  expectSound(measured);
  expect(figureOf(measured, { period })).toMatchObject({ value: 15, unit: 'ratio', customers: 30 });
});

it('takes an observed margin from the six latest closed months', () => {
  const of = { period: assumed.month, scheme: 'all', segment: 'all', age: null, customers: 40 };
  const row = (measure: string, total: number, each: number) => ({
    ...{ ...of, measure: `half-year-${measure}`, total, absolute: total },
    ...{ largest: each, second: each },
  });
  const halfYear = [
    ...[row('customers', 40, 1), row('orders', 80, 2)],
    ...[row('net-sales', 40_000, 1000), row('contribution', 16_000, 400)],
  ];
  const measured = recurringPayback({ ...ROWS, halfYear }, shopContext('2026-11-16'));
  expectSound(measured);
  const shown = figureOf(measured, { period });
  expect(shown.value).toBe(30);
  expect(shown.cells.filter((key) => key.includes('half-year'))).not.toEqual([]);
});

it('is unknown without a margin or without spend, and no number without new revenue', () => {
  const reasonOf = (rows: Partial<PaybackRows>, basis: 'assumed' | 'revenue' = 'assumed') =>
    figureOf(recurringPayback({ ...ROWS, ...rows }, { ...assumed, marginBasis: basis }), { period })
      .reason;
  expect(reasonOf({}, 'revenue')).toBe('missing_input');
  expect(reasonOf({ spend: [] })).toBe('missing_input');
  expect(reasonOf({ spend: [{ period: 1, spend: 5 }] })).toBe('missing_input');
  const movements = subscriptionRows(month, { opening: 9000 }, { new: 0 });
  expect(reasonOf({ movements })).toBe('not_positive');
});
