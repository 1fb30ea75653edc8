import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Forecast } from '#lib/models/forecast.ts';
import type { ScopeForecast } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { monthLabel, monthOf } from '#lib/units/calendar.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { generatedShop } from '../../../test/fixtures/generated-shop.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import { contributionOf, customerLives } from '../facts/cohorts/customer-lives.fixture.ts';
import { clvTotalMetric } from './metric.ts';

const estimate = (value: number) => {
  const errors = { parameters: 0, process: 0, model: 0 };
  const intervals = [{ level: 0.95, low: value - 5, high: value + 7 }];
  const perCustomer = { value, intervals, errors };
  return { total: perCustomer, perCustomer };
};
const forecastOf = (scope: string, value: number): ScopeForecast => ({
  scope,
  customers: 30,
  purchases: estimate(value / 10),
  lifetimeValue: estimate(value),
});
const month = (date: string) => monthOf(date, 'month');
const COHORTS = ['2026-05-01', '2026-08-01', '2026-10-01'].map(month);
const forecast: Forecast = {
  everyone: forecastOf('all:all', 50),
  scopes: new Map(
    COHORTS.map((cohort, i) => [`cohort:${cohort}`, forecastOf(`cohort:${cohort}`, 20 + i)]),
  ),
  holdoutBias: null,
};

const shop = generatedShop({ seed: 17, customers: 500 });
const context = shopContext('2026-11-16', { forecast });
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(shop.tables);
});
afterAll(() => warehouse.close());

it('adds what is predicted to what each cohort has brought up to the close, as plain loops do', async () => {
  const measured = await clvTotalMetric.measure(loadFrom(warehouse, context), context);
  expectSound(measured);
  for (const [i, cohort] of COHORTS.slice(0, 2).entries()) {
    const members = customerLives(shop, context.asOf).filter(
      ({ entry }) => month(entry.date) === cohort,
    );
    const past = members.reduce(
      (sum, life) => sum + contributionOf(life, (date) => date < '2026-10-01'),
      0,
    );
    const next = (20 + i) * 100;
    const shown = figureOf(measured, {
      options: 'horizon=365 d',
      period: '2026-Q3',
      scope: { cohort: monthLabel(cohort, 'month') },
    });
    expect(shown.value).toBeCloseTo(past / members.length + next, 6);
    expect(shown.lower).toBeCloseTo(past / members.length + next - 500, 6);
    expect(shown.upper).toBeCloseTo(past / members.length + next + 700, 6);
    expect(shown.customers).toBe(members.length);
    const months = measured.cells.filter(
      (cell) => cell.measure === 'contribution' && shown.cells.includes(cell.key),
    );
    expect(months).toHaveLength(month('2026-10-01') - cohort);
  }
  expect(measured.figures).toHaveLength(2);
});

it('reads nothing without a forecast', async () => {
  const load = () => Promise.reject(new Error('asked'));
  const nothing = { figures: [], cells: [], equations: [] };
  expect(await clvTotalMetric.measure(load, shopContext('2026-11-16'))).toEqual(nothing);
});
