import { expect, it } from 'vitest';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { BREAKAGE, pointsRates } from '../points-rate.ts';

const context = shopContext('2026-11-16');

/** Twenty customers with points of a month, all alike. */
const row = (measure: string, total: number): CellRow => ({
  measure,
  period: context.month - 13,
  scheme: 'all',
  segment: 'all',
  age: 13,
  customers: total > 0 ? 20 : 0,
  total,
  absolute: total,
  largest: total / 20,
  second: total / 20,
});

it('breakage-rate of the metric definitions: 150 of 1000 expired', () => {
  const measured = pointsRates(
    [
      { ...row('points-earners', 20), largest: 1, second: 1 },
      row('points-issued', 1000),
      row('points-redeemed', 500),
      row('points-not-redeemed', 500),
      row('points-expired', 150),
      row('points-not-expired', 850),
      row('points-remaining', 350),
    ].map((own) => (own.measure === 'points-issued' ? { ...own, total: 1000 } : own)),
    BREAKAGE,
    context,
  );
  expect(measured.figures.map(({ value }) => value)).toEqual([0.15]);
  expect(measured.equations).toHaveLength(3);
});

it('is empty for an empty programme', () => {
  const measured = pointsRates([], BREAKAGE, context);
  expectSound(measured);
  expect(measured.figures).toEqual([]);
});
