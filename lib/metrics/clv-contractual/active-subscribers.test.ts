import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SubscriptionValue } from '#lib/models/contractual-value/forecast-subscriptions.ts';
import type { SubscriptionForecast } from '#lib/models/contractual-value/subscription-forecast.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { firstOrders, generatedShop } from '../../../test/fixtures/generated-shop.ts';
import {
  generatedSubscriptions,
  type PlainChange,
  subscriptionTables,
} from '../../../test/fixtures/generated-subscriptions.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { expectSound } from '../../../test/fixtures/sound-measured.ts';
import { clvContractualMetric } from './metric.ts';

const errors = { parameters: 0, process: 0, model: 0 };
const estimate = { value: 1, intervals: [], errors };
const forecastOf = (scope: string): SubscriptionValue => ({
  scope,
  subscribers: 1,
  perSubscriber: estimate,
  newSubscriber: estimate,
});
const forecast = (...months: readonly (1 | 12)[]): SubscriptionForecast => ({
  models: months.map((renewalMonths) => ({ renewalMonths, model: 'sbg', heldOut: 3, bias: 0 })),
  everyone: forecastOf('all:all'),
  scopes: new Map(),
});

const shop = generatedShop({ customers: 300, ordersEach: 3 });
const changes = generatedSubscriptions(shop);
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({ ...shop.tables, ...subscriptionTables(changes) });
});
afterAll(() => warehouse.close());

interface Active {
  readonly customer: string;
  readonly mrr: number;
  readonly interval: string;
}

/** Who has recurring revenue before the cut, day by day; the interval is that with which the revenue began. */
function plainActive(cut: string): Active[] {
  const prices = new Map<string, number>();
  const active = new Map<string, Active>();
  const step = ({ subscription, mrr }: PlainChange) => mrr - (prices.get(subscription) ?? 0);
  const largestFirst = (a: PlainChange, b: PlainChange) =>
    step(b) - step(a) || (a.interval < b.interval ? 1 : -1);
  for (const own of customerDays(cut)) {
    const [main] = own.toSorted(largestFirst);
    if (!main) continue;
    const before = active.get(main.customer);
    const mrr = (before?.mrr ?? 0) + own.reduce((sum, change) => sum + step(change), 0);
    for (const change of own) prices.set(change.subscription, change.mrr);
    active.delete(main.customer);
    if (mrr > 0)
      active.set(main.customer, {
        interval: main.interval,
        ...before,
        customer: main.customer,
        mrr,
      });
  }
  return [...active.values()];
}

/** The changes of each customer and day before the cut, days ascending. */
const customerDays = (cut: string): PlainChange[][] => {
  const before = changes.filter(({ date }) => date < cut);
  const days = groupBy(before, ({ date, customer }) => `${date} ${customer}`);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);
};

const AS_OF = '2026-11-16';

function plainCells(cut: string, intervals: readonly string[]) {
  const firsts = firstOrders(shop, AS_OF);
  const placed = plainActive(cut).flatMap(({ customer, mrr, interval }) => {
    const first = firsts.get(customer);
    if (!first || !intervals.includes(interval)) return [];
    const [channel, country] = [first.channel, shop.country.get(customer) ?? ''];
    const below = [`country ${country}`, `channel ${channel}`, `atom ${channel}|${country}`];
    return ['', ...below].map((scope) => ({ scope, mrr }));
  });
  return new Map(
    [...groupBy(placed, ({ scope }) => scope)].map(([scope, own]) => {
      const largest = own.map(({ mrr }) => mrr).sort((a, b) => b - a);
      const total = largest.reduce((sum, mrr) => sum + mrr, 0);
      return [scope, { customers: own.length, total, largest: [largest[0], largest[1] ?? 0] }];
    }),
  );
}

it.each([
  ['month', forecast(1), ['month']],
  ['month and year', forecast(1, 12), ['month', 'year']],
] as const)(
  'sees active subscribers who renew by %s, as plain loops',
  async (_, subscriptions, intervals) => {
    const context = shopContext(AS_OF, { segments: ['country', 'channel'], subscriptions });
    const measured = await clvContractualMetric.measure(loadFrom(warehouse, context), context);
    expectSound(measured);
    const plain = plainCells('2026-10-01', intervals);
    const cells = (measure: string) =>
      measured.cells
        .filter((cell) => cell.measure === measure && cell.period === '2026-Q3')
        .map((cell) => [Object.entries(cell.scope).flat().join(' '), cell] as const);
    const found = cells('recurring-revenue').map(
      ([scope, { customers, total, largest }]) =>
        [scope, { customers, total, largest: [...largest] }] as const,
    );
    expect(new Map(found)).toEqual(plain);
    expect(plain.get('')?.customers).toBeGreaterThan(50);
    const counts = cells('active-subscribers').map(([scope, { total }]) => [scope, total]);
    expect(counts).toEqual(found.map(([scope, { customers }]) => [scope, customers]));
  },
);

it('reads nothing without a forecast', async () => {
  const load = () => Promise.reject(new Error('asked'));
  for (const subscriptions of [null, { refused: 'too-few-subscribers' } as const]) {
    const context = shopContext(AS_OF, { subscriptions });
    const nothing = { figures: [], cells: [], equations: [] };
    expect(await clvContractualMetric.measure(load, context)).toEqual(nothing);
  }
});
