import { describe, expect, it } from 'vitest';
import type { Forecast } from '#lib/models/forecast.ts';
import type { ScopeForecast } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { predictedValue } from './clv-predicted.ts';

const VALUE = 'horizon=365 d';
const PURCHASES = 'horizon=365 d; part=expected-purchases';

const estimate = (value: number) => {
  const errors = { parameters: 0, process: 0, model: 0 };
  const intervals = [{ level: 0.95, low: value / 2, high: value * 2 }];
  const perCustomer = { value, intervals, errors };
  return { total: perCustomer, perCustomer };
};
const forecastOf = (scope: string, value: number): ScopeForecast => ({
  scope,
  customers: 30,
  purchases: estimate(value / 10),
  lifetimeValue: estimate(value),
});
const forecastWith = (scopes: Readonly<Record<string, number>>): Forecast => ({
  everyone: forecastOf('all:all', 50),
  scopes: new Map(
    Object.entries(scopes).map(([scope, value]) => [scope, forecastOf(scope, value)]),
  ),
  holdoutBias: null,
});

const row = (scheme: string, segment: string, customers: number): readonly CellRow[] => {
  const place = { scheme, segment, period: 0, age: null, customers };
  return [
    {
      ...place,
      measure: 'known-customers',
      total: customers,
      absolute: customers,
      largest: 1,
      second: 1,
    },
    {
      ...place,
      measure: 'lifetime-sales',
      total: 90 * customers,
      absolute: 100 * customers,
      largest: 120,
      second: 110,
    },
  ];
};

const forecast = forecastWith({ 'country:IE': 40, 'country:FR': 60, 'cohort:24319': 80 });
const context = shopContext('2026-11-16', { segments: ['country'], forecast });
const cohort = String(2026 * 12 + 7);
const rows = [
  ...row('all', 'all', 28),
  ...row('country', 'IE', 20),
  ...row('country', 'FR', 8),
  ...row('cohort', cohort, 5),
];
const measured = predictedValue(rows, context);

it('gives value and purchases of everyone this week, of segments and cohorts at the quarter close', () => {
  expectSound(measured);
  const printed = measured.figures.map(({ options, period, scope, value, customers }) => [
    [options, period, scope],
    [value, customers],
  ]);
  expect(cohort).toBe('24319');
  expect(printed).toEqual([
    [
      [VALUE, '2026-W46', {}],
      [5000, 30],
    ],
    [
      [PURCHASES, '2026-W46', {}],
      [5, 30],
    ],
    [
      [VALUE, '2026-Q3', { country: 'IE' }],
      [4000, 20],
    ],
    [
      [PURCHASES, '2026-Q3', { country: 'IE' }],
      [4, 20],
    ],
    [
      [VALUE, '2026-Q3', { country: 'FR' }],
      [6000, 8],
    ],
    [
      [PURCHASES, '2026-Q3', { country: 'FR' }],
      [6, 8],
    ],
    [
      [VALUE, '2026-Q3', { cohort: '2026-08' }],
      [8000, 5],
    ],
    [
      [PURCHASES, '2026-Q3', { cohort: '2026-08' }],
      [8, 5],
    ],
  ]);
});

it('carries the interval in the unit of the value', () => {
  const at = { period: '2026-W46' };
  const money = figureOf(measured, { ...at, options: VALUE });
  expect([money.unit, money.lower, money.upper]).toEqual(['money', 2500, 10_000]);
  const purchases = figureOf(measured, { ...at, options: PURCHASES });
  expect([purchases.unit, purchases.lower, purchases.upper]).toEqual(['ratio', 2.5, 10]);
});

it('is in minor units: of a currency without any, the forecast as it is', () => {
  const yen = predictedValue(rows, { ...context, minorUnits: 1 });
  expect(yen.figures[0]).toMatchObject({ value: 50, lower: 25, upper: 100 });
  expect(yen.figures[1]).toMatchObject({ value: 5, lower: 2.5, upper: 10 });
});

it('rests on the known customers and on their sales so far', () => {
  for (const { cells: keys, customers, period, scope, modelled } of measured.figures) {
    const own = measured.cells.filter(({ key }) => keys.includes(key));
    const atClose = period === '2026-Q3' ? customers : 28;
    const cohort = scope['cohort'];
    const known = cohort === undefined ? 'known-customers' : 'acquired-customers';
    expect(own.map((cell) => [cell.measure, cell.customers, cell.period, cell.scope])).toEqual([
      [known, atClose, cohort ?? '2026-Q3', scope],
      ['lifetime-sales', atClose, '2026-Q3', scope],
    ]);
    expect(modelled).toBe(true);
  }
  const sales = measured.cells.find(
    ({ measure, scope }) => measure === 'lifetime-sales' && Object.keys(scope).length === 0,
  );
  expect(sales).toMatchObject({ kind: 'sum', signed: true, total: 2520, largest: [120, 110] });
});

it('names the horizon of the run', () => {
  const two = predictedValue(rows, { ...context, horizonDays: 731 });
  expect(two.figures[0]?.options).toBe('horizon=731 d');
});

describe('no figure', () => {
  const rows = [...row('all', 'all', 30), ...row('country', 'IE', 30)];

  it('where the forecast was refused, whatever the rows', () => {
    const refused = shopContext('2026-11-16', { forecast: { refused: 'history-too-short' } });
    expect(predictedValue(rows, refused)).toEqual({ figures: [], cells: [], equations: [] });
  });

  it('of a scope without a forecast; its cells stay in the system', () => {
    const context = shopContext('2026-11-16', {
      segments: ['country'],
      forecast: forecastWith({ 'country:FR': 60 }),
    });
    const measured = predictedValue(rows, context);
    expect(measured.figures.map(({ scope }) => scope)).toEqual([{}, {}]);
    expect(measured.cells.map(({ scope }) => scope)).toContainEqual({ country: 'IE' });
  });

  it('of no customers', () => {
    const context = shopContext('2026-11-16', { forecast: forecastWith({}) });
    expect(predictedValue([], context)).toEqual({ figures: [], cells: [], equations: [] });
  });
});
