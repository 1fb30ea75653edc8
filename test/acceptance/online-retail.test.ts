import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as z from 'zod';
import { itOnInvoices, onlineRetailBefore, WEEK, type Week } from './online-retail-run.ts';
import {
  countriesOf,
  type InvoiceKind,
  kindOf,
  matchedOrders,
  type PlainInvoice,
  penceIn,
  penceOf,
} from './plain-online-retail.ts';

const PRIOR: Week = { period: '2010-W47', from: '2010-11-22', to: '2010-11-29' };

const { run, invoices, during } = onlineRetailBefore();

const pence = (value: number | null): number => Math.round((value ?? Number.NaN) * 100);

const conserved = z.object({
  tables: z.array(
    z.object({
      table: z.string(),
      amounts: z.array(z.object({ delivered: z.string(), accepted: z.string() })),
    }),
  ),
});

/** As reports tell rows about persons: up to hundreds, and from 100,000 on to thousands. */
function inHundreds(rows: number): number {
  const step = rows < 100_000 ? 100 : 1000;
  return Math.ceil(rows / step) * step;
}

itOnInvoices(
  'has every line in an order, a refund, a correction of debts or a free movement',
  () => {
    const total = (kind: InvoiceKind, of: (invoice: PlainInvoice) => number) =>
      invoices()
        .filter((i) => kindOf(i) === kind)
        .reduce((sum, i) => sum + of(i), 0);
    const kinds = ['order', 'refund', 'adjustment', 'nothing charged'] as const;
    const lines = kinds.map((kind) => total(kind, (invoice) => invoice.lines));
    const mills = kinds.map((kind) => total(kind, (invoice) => invoice.mills));
    expect(lines.reduce((a, b) => a + b)).toBe(525_461);
    expect(mills).toEqual([10_306_265_594, -630_228_940, -136_552_020, 0]);
    expect(run().intake).toEqual(
      (['order', 'refund'] as const).map((kind) => {
        const rows = inHundreds(total(kind, () => 1));
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
      const sales = penceIn(during(week), 'order');
      const refunds = -penceIn(during(week), 'refund');
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
    const withoutNumber = during(WEEK).filter(({ customer }) => customer === null);
    const sold = penceIn(withoutNumber, 'order');
    const guests = pence(value('money-ladder', 'net-sales', { buyer: 'guest' }));
    expect(sold).toBe(6_195_279);
    expect(sold - guests).toBeLessThan(-penceIn(during(WEEK), 'refund'));
    const customers = value('segment-profit', 'ordering-customers');
    const known = customers * value('segment-profit', 'contribution-per-customer');
    expect(pence(value('money-ladder', 'net-sales'))).toBe(guests + pence(known));
    expect(pence(value('segment-profit', 'net-sales'))).toBe(guests + pence(known));
  },
);

itOnInvoices('takes from each country what its customers sent back of an order of theirs', () => {
  const matched = matchedOrders(invoices());
  const countries = countriesOf(invoices());
  const kept = during(WEEK).filter((i) => kindOf(i) === 'order' || matched.has(i.id));
  for (const country of ['Germany', 'United Kingdom']) {
    const own = kept.filter(({ customer }) => customer && countries.get(customer) === country);
    const name = { metric: 'segment-profit', options: 'line=net-sales', period: WEEK.period };
    const written = run().figure({ ...name, scope: { country } }).value;
    expect(pence(written), country).toBe(own.reduce((sum, i) => sum + penceOf(i.mills), 0));
  }
  expect(run().record.state).toBe('PROVISIONAL');
  expect(run().record.warnings.join('\n')).toContain('ref-order');
});
