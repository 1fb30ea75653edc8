import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect } from 'vitest';
import * as z from 'zod';
import { boundsOfUnprinted } from '../attacks/bounds-attacker.ts';
import { ranBefore, type WrittenFigure } from './configured-run.ts';
import {
  countriesOf,
  kindOf,
  matchedOrders,
  type PlainInvoice,
  penceOf,
  plainInvoices,
} from './plain-online-retail.ts';
import { isPresent, itWith, sharedFile } from './shared-files.ts';

const FILE = 'data/online_retail_II_2009_2010_raw.parquet';
const source = (table: string) => `
  ${table}:
    files: { invoice_lines: ../shared/${FILE} }
    sql: test/acceptance/online-retail-${table}.sql
    assumeTimeZone: Europe/London`;
const CONFIGURATION = `
version: 1
business: { name: Example Shop, currency: GBP, timeZone: Europe/London }
sources:${source('orders')}${source('refunds')}
reports:
  - { id: weekly, title: Customer value report, segments: [country] }
`;
const K = 10;
const WEEK = { period: '2010-W48', from: '2010-11-29', to: '2010-12-06' };
const PRIOR = { period: '2010-W47', from: '2010-11-22', to: '2010-11-29' };
const CLOSE = { period: '2010-Q3', to: '2010-10-01' };

const needs = [FILE];
const itOnInvoices = itWith(needs);
const run = ranBefore({ configuration: CONFIGURATION, asOf: null, needs });
let invoices: readonly PlainInvoice[] = [];
beforeAll(async () => {
  if (isPresent(FILE)) invoices = await plainInvoices(sharedFile(FILE));
});

const inWeek = ({ from, to }: { readonly from: string; readonly to: string }) =>
  invoices.filter(({ at }) => at >= from && at < to);
const penceIn = (some: readonly PlainInvoice[], kind: string): number =>
  some.filter((invoice) => kindOf(invoice) === kind).reduce((sum, i) => sum + penceOf(i.mills), 0);
const pence = (value: number | null): number => Math.round((value ?? Number.NaN) * 100);

const conserved = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      amounts: z.array(z.object({ delivered: z.string(), accepted: z.string() })),
    }),
  ),
});

itOnInvoices(
  'has every line in an order, a refund, a correction of debts or a free movement',
  () => {
    const total = (kind: string, of: (invoice: PlainInvoice) => number) =>
      invoices.filter((i) => kindOf(i) === kind).reduce((sum, i) => sum + of(i), 0);
    const kinds = ['order', 'refund', 'adjustment', 'nothing charged'];
    const lines = kinds.map((kind) => total(kind, (invoice) => invoice.lines));
    const mills = kinds.map((kind) => total(kind, (invoice) => invoice.mills));
    expect(lines.reduce((a, b) => a + b)).toBe(525_461);
    expect(mills).toEqual([10_306_265_594, -630_228_940, -136_552_020, 0]);
    expect(run().intake).toEqual(
      ['order', 'refund'].map((kind) => {
        const rows = total(kind, () => 1);
        const counts = { delivered: rows, accepted: rows, quarantined: 0, duplicates: 0 };
        return { table: `${kind}s`, ...counts };
      }),
    );
    const manifest = readFileSync(join(run().landed, 'manifest.json'), 'utf8');
    const { tables } = conserved.parse(JSON.parse(manifest));
    expect(tables.map(({ table, amounts }) => [table, ...amounts])).toEqual([
      ['orders', { delivered: '10306265.5940', accepted: '10306265.5940' }],
      ['refunds', { delivered: '630228.9400', accepted: '630228.9400' }],
    ]);
  },
);

itOnInvoices(
  'adds up sales and refunds of customers and of buyers without a number, to the penny',
  () => {
    for (const week of [WEEK, PRIOR]) {
      const line = (name: string) => {
        const options = `line=${name}`;
        const { value } = run().figure({ metric: 'money-ladder', options, period: week.period });
        return pence(value);
      };
      const sales = penceIn(inWeek(week), 'order');
      const refunds = -penceIn(inWeek(week), 'refund');
      expect(line('discounted-sales'), week.period).toBe(sales);
      expect(line('refunds'), week.period).toBe(refunds);
      expect(line('net-sales'), week.period).toBe(sales - refunds);
    }
  },
);

itOnInvoices(
  'has customers and buyers without a number in the ladder, and says which is which',
  () => {
    const value = (metric: string, line: string, scope = {}) => {
      const { value } = run().figure({
        metric,
        options: `line=${line}`,
        period: WEEK.period,
        scope,
      });
      return value ?? Number.NaN;
    };
    const withoutNumber = inWeek(WEEK).filter(({ customer }) => customer === null);
    const sold = penceIn(withoutNumber, 'order');
    const guests = pence(value('money-ladder', 'net-sales', { buyer: 'guest' }));
    expect(sold).toBe(6_195_279);
    expect(sold - guests).toBeLessThan(-penceIn(inWeek(WEEK), 'refund'));
    const customers = value('segment-profit', 'ordering-customers');
    const known = customers * value('segment-profit', 'contribution-per-customer');
    expect(pence(value('money-ladder', 'net-sales'))).toBe(guests + pence(known));
    expect(pence(value('segment-profit', 'net-sales'))).toBe(guests + pence(known));
  },
);

itOnInvoices('takes from each country what its customers sent back of an order of theirs', () => {
  const matched = matchedOrders(invoices);
  const countries = countriesOf(invoices);
  const kept = inWeek(WEEK).filter((i) => kindOf(i) === 'order' || matched.has(i.id));
  for (const country of ['Germany', 'United Kingdom']) {
    const own = kept.filter(({ customer }) => customer && countries.get(customer) === country);
    const name = { metric: 'segment-profit', options: 'line=net-sales', period: WEEK.period };
    const written = run().figure({ ...name, scope: { country } }).value;
    expect(pence(written), country).toBe(own.reduce((sum, i) => sum + penceOf(i.mills), 0));
  }
  expect(run().record.state).toBe('PROVISIONAL');
  expect(run().record.warnings.join('\n')).toContain('ref-order');
});

/** Customers with an order in a stretch of time, by the country they first ordered from. */
function customersByCountry(orders: readonly PlainInvoice[]): Map<string, number> {
  const countries = countriesOf(invoices);
  const counts = new Map<string, number>();
  const buyers = orders.flatMap(({ mills, customer }) => (mills > 0 && customer ? customer : []));
  for (const customer of new Set(buyers)) {
    const country = countries.get(customer) ?? '';
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return counts;
}

const byCountry = (metric: string, options: string, period: string): WrittenFigure[] =>
  run().figures.filter(
    (written) =>
      written.metric === metric &&
      written.options === options &&
      written.period === period &&
      'country' in written.scope,
  );

itOnInvoices('counts the customers of 40 countries and withholds the small ones', () => {
  expect(new Set(invoices.map(({ country }) => country)).size).toBe(40);
  const known = customersByCountry(invoices.filter(({ at }) => at < CLOSE.to));
  const shown = byCountry('clv-predicted', 'horizon=365 d', CLOSE.period);
  expect(shown.map(({ scope }) => scope['country']).sort()).toEqual([...known.keys()].sort());
  for (const { scope, value, reason, customers } of shown) {
    const truth = known.get(scope['country'] ?? '') ?? 0;
    if (value === null) expect(reason).toBe('withheld');
    else expect([customers, truth >= K], scope['country']).toEqual([truth, true]);
  }
  expect(shown.filter(({ value }) => value !== null).length).toBeGreaterThan(5);
});

itOnInvoices('does not give the small countries away by the total of the week', () => {
  const truth = customersByCountry(inWeek(WEEK));
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
  const atLeastOne = total - withheld.length;
  for (const [everyone, least] of [
    [total, 0],
    [atLeastOne, 1],
  ] as const) {
    const table = { published: new Map([...published, ['everyone', everyone]]), equations };
    const bounds = boundsOfUnprinted(table);
    expect([...bounds.keys()].sort()).toEqual(withheld.sort());
    for (const { low, high } of bounds.values()) {
      expect(low).toBe(0);
      expect(high + least).toBeGreaterThanOrEqual(K);
    }
  }
});

itOnInvoices('says the same of every country with few customers in the week: withheld', () => {
  const truth = customersByCountry(inWeek(WEEK));
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
