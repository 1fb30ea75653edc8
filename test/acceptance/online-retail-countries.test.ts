import { expect } from 'vitest';
import { boundsOfUnprinted } from '../attacks/bounds-attacker.ts';
import { itOnInvoices, onlineRetailBefore, WEEK } from './online-retail-run.ts';
import { countriesOf, customersByCountry, type PlainInvoice } from './plain-online-retail.ts';
import type { WrittenFigure } from './written-report.ts';

const K = 10;
const CLOSE = { period: '2010-Q3', to: '2010-10-01' };

const { run, invoices, during } = onlineRetailBefore();

/** Customers with an order among these, by the country that they first ordered from. */
const customersOf = (orders: readonly PlainInvoice[]) =>
  customersByCountry(orders, countriesOf(invoices()));

const byCountry = (metric: string, options: string, period: string): WrittenFigure[] =>
  run().figures.filter(
    (written) =>
      written.metric === metric &&
      written.options === options &&
      written.period === period &&
      'country' in written.scope,
  );

itOnInvoices('counts the customers of 40 countries and withholds the small ones', () => {
  expect(new Set(invoices().map(({ country }) => country)).size).toBe(40);
  const known = customersOf(invoices().filter(({ at }) => at < CLOSE.to));
  const shown = byCountry('clv-predicted', 'horizon=365 d', CLOSE.period);
  // Countries whose first customer came after the close have a row too.
  const ever = customersOf(invoices().filter(({ at }) => at < WEEK.to));
  expect(shown.map(({ scope }) => scope['country']).sort()).toEqual([...ever.keys()].sort());
  for (const { scope, value, reason, customers } of shown) {
    const truth = known.get(scope['country'] ?? '') ?? 0;
    if (value === null) expect(reason).toBe('withheld');
    else expect([customers, truth >= K], scope['country']).toEqual([truth, true]);
  }
  expect(shown.filter(({ value }) => value !== null).length).toBeGreaterThan(5);
});

itOnInvoices('does not give the small countries away by the total of the week', () => {
  const truth = customersOf(during(WEEK));
  const shown = byCountry('active-customers', 'window=week', WEEK.period);
  const name = { metric: 'active-customers', options: 'window=week', period: WEEK.period };
  const total = run().figure(name).value ?? Number.NaN;
  expect(total).toBe([...truth.values()].reduce((a, b) => a + b, 0));
  const keyOf = ({ scope }: WrittenFigure) => scope['country'] ?? '';
  const published = new Map(shown.flatMap((f) => (f.value === null ? [] : [[keyOf(f), f.value]])));
  for (const [country, value] of published)
    expect([value, value >= K]).toEqual([truth.get(country), true]);
  const withheld = shown.filter(({ value }) => value === null).map(keyOf);
  expect(withheld.length).toBeGreaterThan(10);
  const equations = [{ total: 'everyone', parts: shown.map(keyOf) }];
  // That there is a row says nothing: it is printed for countries without a customer in the week too.
  expect(withheld.some((country) => !truth.has(country))).toBe(true);
  const table = { published: new Map([...published, ['everyone', total]]), equations };
  const bounds = boundsOfUnprinted(table);
  expect([...bounds.keys()].sort()).toEqual(withheld.sort());
  for (const { low, high } of bounds.values()) {
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(K);
  }
});

itOnInvoices('says the same of every country with few customers in the week: withheld', () => {
  const truth = customersOf(during(WEEK));
  const told = run()
    .figures.filter(({ scope, period }) => 'country' in scope && period === WEEK.period)
    .filter(
      ({ scope, reason }) =>
        reason !== 'withheld' &&
        reason !== 'provisional' &&
        (truth.get(scope['country'] ?? '') ?? 0) < K,
    )
    .map(({ metric, options, scope, value, reason }) => [
      metric,
      options,
      scope['country'],
      value ?? reason,
    ]);
  expect(told).toEqual([]);
});
