import { describe, expect, it } from 'vitest';
import type { SubscriptionValue } from '#lib/models/contractual-value/forecast-subscriptions.ts';
import {
  newSubscriberPayments,
  paymentMoments,
} from '#lib/models/contractual-value/payment-moments.ts';
import type { SubscriptionForecast } from '#lib/models/contractual-value/subscription-forecast.ts';
import { retentionRate } from '#lib/models/sbg/survival.ts';
import { shopContext } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound, figureOf } from '../../../test/fixtures/sound-measured.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { contractualValue } from './clv-contractual.ts';

describe('the published definition', () => {
  const rate = (renewal: number) => retentionRate({ alpha: 1, beta: 3 }, renewal);

  it('values three payments of a new subscriber at 10 a month, without discount, at 23.5', () => {
    expect(10 * newSubscriberPayments(rate, { periods: 3, rate: 0 })).toBeCloseTo(23.5, 12);
  });

  it('values the next two of one who renewed once at 14.67', () => {
    const { mean } = paymentMoments(rate, { renewals: 1, periods: 2, rate: 0 });
    expect(10 * mean).toBeCloseTo(14.67, 2);
  });
});

const estimate = (value: number) => ({
  value,
  intervals: [{ level: 0.95, low: value / 2, high: value * 2 }],
  errors: { parameters: 0, process: 0, model: 0 },
});
const forecastOf = (scope: string, value: number): SubscriptionValue => ({
  scope,
  subscribers: 0,
  perSubscriber: estimate(value),
  newSubscriber: estimate(value + 1),
});
const subscriptions: SubscriptionForecast = {
  models: [
    { renewalMonths: 1, model: 'bdw', heldOut: 6, bias: -0.02 },
    { renewalMonths: 12, model: 'sbg', heldOut: 1, bias: null },
  ],
  everyone: forecastOf('all:all', 50),
  scopes: new Map([
    ['country:IE', forecastOf('country:IE', 40)],
    ['country:F/R', forecastOf('country:F/R', 60)],
  ]),
};
const row = (scheme: string, segment: string, customers: number): readonly CellRow[] => {
  const place = { scheme, segment, period: 0, age: null, customers };
  const total = 990 * customers;
  return [
    {
      ...place,
      measure: 'active-subscribers',
      total: customers,
      absolute: customers,
      largest: 1,
      second: Math.min(1, customers - 1),
    },
    {
      ...place,
      measure: 'recurring-revenue',
      total,
      absolute: total,
      largest: 990,
      second: customers > 1 ? 990 : 0,
    },
  ];
};
const rows = [
  ...row('all', 'all', 28),
  ...row('country', 'IE', 10),
  ...row('country', 'F|R', 17),
  ...row('country', 'DE', 1),
];
const context = shopContext('2026-11-16', { segments: ['country'], subscriptions });

describe('figures', () => {
  const measured = contractualValue(rows, context);
  const [cut, close] = ['2026-W46', '2026-Q3'];

  it('rest on active subscribers and their revenue, which add up', () => {
    expectSound(measured);
    expect(measured.equations).toHaveLength(2);
    const total = figureOf(measured, { options: 'horizon=365 d', period: cut });
    expect(total).toMatchObject({
      unit: 'money',
      value: 5000,
      lower: 2500,
      upper: 10_000,
      customers: 28,
    });
    expect(total.cells).toHaveLength(2);
  });

  it('are of everyone at the cut and of segments with a forecast at the close', () => {
    const value = (
      period: string,
      scope: Readonly<Record<string, string>>,
      options = 'horizon=365 d',
    ) => figureOf(measured, { options, period, scope }).value;
    expect(value(close, { country: 'IE' })).toBe(4000);
    expect(value(close, { country: 'F|R' })).toBe(6000);
    expect(value(cut, {}, 'horizon=365 d; part=new-subscriber')).toBe(5100);
    expect(value(close, {}, 'part=active-subscribers')).toBe(28);
    expect(measured.cells.some(({ period }) => period === cut)).toBe(false);
    expect(value(close, { country: 'IE' }, 'part=recurring-revenue')).toBe(9900);
    expect(measured.figures.some(({ scope }) => scope['country'] === 'DE')).toBe(false);
    expect(measured.cells.some(({ scope }) => scope['country'] === 'DE')).toBe(true);
  });

  it('say what the model missed where renewals were made in the holdout', () => {
    const options = 'part=holdout-bias; model=bdw; months=1; renewals=6';
    expect(figureOf(measured, { options, period: cut })).toMatchObject({
      unit: 'share',
      value: -0.02,
    });
    expect(measured.figures.filter((own) => own.options.includes('holdout-bias'))).toHaveLength(1);
  });
});

it('has no figure without active subscribers', () => {
  expect(contractualValue([], context)).toEqual({ figures: [], cells: [], equations: [] });
});
