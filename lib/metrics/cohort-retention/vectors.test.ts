import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { ripeMean } from '../facts/cells/ripe-mean.ts';
import { isRipe } from '../facts/cohorts/cohort-windows.ts';
import { cohortRetentionMetric, cohortRetentionWith } from './metric.ts';
import { cohortRetentionOptions, optionsText } from './options.ts';

// Three members of January 2026: one returns in windows 1 and 3, one in window 2, one never.
const RETURNS = [[1, 3], [2], []];
const context = shopContext('2026-05-04', { cohorts: { grain: 'month', ages: 3 } });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({
    orders: RETURNS.flatMap((windows, i) =>
      [0, ...windows].map((k) => ({
        order_id: `${i}-${k}`,
        customer_id: `c${i}`,
        ordered_at: `2026-0${k + 1}-10 12:00:00`,
        currency: 'EUR',
        net_amount: 10,
      })),
    ),
  });
});
afterAll(() => warehouse.close());

it.each([
  ['on', [1 / 3, 1 / 3, 1 / 3]],
  ['on_or_after', [2 / 3, 2 / 3, 1 / 3]],
  ['on_or_before', [1 / 3, 2 / 3, 2 / 3]],
  ['streak', [1 / 3, 0, 0]],
] as const)('cohort-retention, criterion %s', async (criterion, expected) => {
  const metric = cohortRetentionWith({ criterion });
  const measured = await metric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  const cohort = measured.figures.filter(({ scope }) => scope['cohort'] === '2026-01');
  expect(cohort.map(({ value }) => value)).toEqual([1, ...expected]);
});

it('says how many customers stand behind a share, and which cells it tells', async () => {
  const measured = await cohortRetentionMetric.measure(loadFrom(warehouse, context), context);
  const figure = measured.figures.find(({ scope }) => scope['age'] === '1');
  expect(figure?.customers).toBe(3);
  expect(figure?.cells).toEqual([
    '["acquired-customers","2026-01",["cohort","2026-01"]]',
    '["active-customers","2026-01",["age","1"],["cohort","2026-01"]]',
    '["inactive-customers","2026-01",["age","1"],["cohort","2026-01"]]',
  ]);
  const inactive = measured.cells.find(({ key }) => key === figure?.cells[2]);
  expect(inactive).toMatchObject({ customers: 2, kind: 'count', behavioural: true });
});

it('ties nested windows to what they tell together: who came back first in the second', async () => {
  const metric = cohortRetentionWith({ criterion: 'on_or_before' });
  const { cells, equations } = await metric.measure(loadFrom(warehouse, context), context);
  const at = (age: string, step = '') =>
    `["active-customers; criterion=on_or_before${step}","2026-01",["age","${age}"],["cohort","2026-01"]]`;
  expect(equations).toContainEqual({ total: at('2'), parts: [at('1'), at('1', '; step')] });
  expect(cells.find(({ key }) => key === at('1', '; step'))?.total).toBe(1);
});

it('ripe-mean: sizes 100, 300, 50 with values 20, 10 and one unripe', () => {
  const cohorts = [
    { weight: 100, value: 20 },
    { weight: 300, value: 10 },
    { weight: 50, value: null },
  ];
  expect(ripeMean(cohorts, 'weighted')).toBe(12.5);
  expect(ripeMean(cohorts, 'simple')).toBe(15);
  expect(ripeMean([{ weight: 50, value: null }], 'weighted')).toBeNull();
});

it.each([
  ['2026-11-24T04:10:00Z', true],
  ['2026-11-23T04:10:00Z', false],
])('ripe: a window that ends on 22 Nov at 23:00Z in Paris, watermark %s', (watermark, ripe) => {
  const ripeBefore = addDays(dayIn(watermark, 'Europe/Paris'), -1);
  const end = dayIn('2026-11-22T23:00:00Z', 'Europe/Paris');
  expect(isRipe(end, { ripeBefore })).toBe(ripe);
});

it('writes options in one way, and names one that is out of its list', () => {
  const options = cohortRetentionOptions({ minOccurrences: 2, buckets: { custom: [1, 7, 30] } });
  expect(optionsText(options)).toBe('buckets=custom 1+7+30 d; min_occurrences=2');
  expect(() => cohortRetentionOptions({ minOccurrences: 0 })).toThrow(/minOccurrences/);
  expect(() => cohortRetentionOptions({ reference: 'previous', measure: 'sum' })).toThrow(
    /reference/,
  );
});
