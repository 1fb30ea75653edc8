import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, monthStart } from '#lib/units/calendar.ts';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cohortRetention } from './cohort-retention.ts';

const AGES = 3;
const FIRST = 2026 * 12;

const row = (
  measure: string,
  period: number,
  rest: { age: number; customers: number },
): CellRow => ({
  ...rest,
  measure,
  period,
  scheme: 'all',
  segment: 'all',
  total: rest.customers,
  absolute: rest.customers,
  largest: Math.min(rest.customers, 1),
  second: rest.customers > 1 ? 1 : 0,
});

/** Size of a cohort and its active members at ages 1, 2, 3, whether ripe or not. */
const cohort = fc
  .integer({ min: 1, max: 500 })
  .chain((size) =>
    fc.tuple(fc.constant(size), fc.array(fc.nat(size), { minLength: 3, maxLength: 3 })),
  );

const rowsOf = (cohorts: readonly (readonly [number, readonly number[]])[]): CellRow[] =>
  cohorts.flatMap(([size, active], i) => [
    row('acquired-customers', FIRST + i, { age: 0, customers: size }),
    ...[size, ...active].map((customers, age) =>
      row('active-customers', FIRST + i, { age, customers }),
    ),
  ]);

it('shows and averages ripe windows only, whatever the rows hold', () => {
  fc.assert(
    fc.property(fc.array(cohort, { maxLength: 6 }), fc.nat(300), (cohorts, days) => {
      const ripeBefore = addDays('2026-01-01', days);
      const context = shopContext('2026-12-07', {
        ripeBefore,
        cohorts: { grain: 'month', ages: AGES },
      });
      const measured = cohortRetention(rowsOf(cohorts), context);
      expectSound(measured);
      const isRipe = (index: number, age: number) =>
        monthStart(FIRST + index + age + 1, 'month') <= ripeBefore;
      const shown = measured.figures.filter(({ scope }) => scope['cohort'] !== undefined);
      for (const { scope, value } of shown)
        expect(value !== null).toBe(
          isRipe(Number(scope['cohort']?.slice(5)) - 1, Number(scope['age'])),
        );
      for (const mean of measured.figures.filter(({ scope }) => scope['cohort'] === undefined)) {
        const ripe = shown.filter((f) => f.value !== null && f.scope['age'] === mean.scope['age']);
        const values = ripe.map(({ value }) => Number(value));
        if (mean.value === null) expect(ripe).toEqual([]);
        else expect(mean.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
        if (mean.value !== null)
          expect(mean.value).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
      }
    }),
  );
});
