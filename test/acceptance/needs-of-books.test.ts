import { expect, it } from 'vitest';
import { needsShop } from './needs-shop.ts';

const TIMEOUT_MS = 120_000;
const RATES = { fx_rates: 'data/fx_rates.csv' };
const { folder, run, words, lines, total } = await needsShop(2_000);

it(
  'need 6: a comparison opens at the value that was sent, although its week has changed since',
  async () => {
    const [head, ...orders] = lines('data/orders-2024.csv');
    const [at, id] = ['ordered_at', 'order_id'].map((name) => head.split(',').indexOf(name));
    const ofWeek = orders.filter((row) => /^2024-11-1[1-7]/.test(row.split(',')[at ?? 0] ?? ''));
    const late = ofWeek.map((row, i) =>
      row
        .split(',')
        .toSpliced(id ?? 0, 1, `late-${i}`)
        .join(',')
        .replace(/(2024-11-1\dT\d\d:)\d\d/, '$133'),
    );
    await folder.write('late.csv', `${[head, ...late].join('\n')}\n`);
    const sent = { sources: RATES, flags: ['--send'], store: 'kept-store' };
    expect((await run('before', { ...sent, asOf: '2024-11-18' })).code).toBe(0);
    const both = `[${['data/orders-*.csv', 'late.csv'].join(', ')}]`;
    expect((await run('after', { ...sent, orders: both })).code).toBe(0);
    expect((await run('fresh', { sources: RATES, orders: both })).code).toBe(0);
    const opening = (out: string) =>
      total(out, { metric: 'money-ladder', options: 'line=net-revenue', period: '2024-W46' });
    expect(opening('before')).toBeGreaterThan(0);
    expect(opening('after')).toBe(opening('before'));
    expect(opening('fresh')).toBeGreaterThan(1.5 * opening('before'));
  },
  TIMEOUT_MS,
);

it(
  'need 7: the report ties to the books, a full refund leaves nothing, and no rate is no figure',
  async () => {
    const [head] = lines('data/orders-2024.csv');
    const [refundHead, ...refunds] = lines('data/refunds.csv');
    const row = (columns: string, cells: Readonly<Record<string, string>>) =>
      columns
        .split(',')
        .map((column) => cells[column] ?? '')
        .join(',');
    const order = { status: 'paid', net_amount: '80.00', ordered_at: '2024-11-19T10:00:00+00:00' };
    const pound = { ...order, order_id: 'o-pound', customer_id: 'c-pound', currency: 'GBP' };
    const krona = { ...order, order_id: 'o-krona', customer_id: 'c-krona', currency: 'SEK' };
    await folder.write('more.csv', `${[head, row(head, pound), row(head, krona)].join('\n')}\n`);
    const refund = { refund_id: 'r-pound', order_id: 'o-pound', amount: '80.00', currency: 'GBP' };
    const back = row(refundHead, { ...refund, refunded_at: '2024-11-22T10:00:00+00:00' });
    await folder.write('refunds.csv', `${[refundHead, ...refunds, back].join('\n')}\n`);
    const books = { ...RATES, ledger_totals: 'data/ledger_totals.csv' };
    const plain = await run('books', { sources: { ...books, refunds: 'data/refunds.csv' } });
    const more = await run('more', {
      sources: { ...books, refunds: 'refunds.csv' },
      orders: '[data/orders-*.csv, more.csv]',
    });
    expect([plain.code, more.code]).toEqual([0, 0]);
    const line = (out: string, name: string) =>
      total(out, { metric: 'money-ladder', options: `line=${name}`, period: '2024-W47' });
    expect(line('more', 'net-sales')).toBe(line('books', 'net-sales'));
    const rate = Number(
      lines('data/fx_rates.csv')
        .find((text) => text.startsWith('2024-11-19,GBP,EUR'))
        ?.split(',')[3],
    );
    const pounds = line('more', 'discounted-sales') - line('books', 'discounted-sales');
    expect(pounds).toBeCloseTo(80 * rate, 2);
    expect(words('books')).toMatch(/Net sales and the books.* Difference 0\.00 /);
    const booked = lines('data/ledger_totals.csv').find((text) => text.startsWith('2024-W47'));
    expect(line('books', 'net-sales')).toBeCloseTo(Number(booked?.split(',')[2]), 2);
    expect(words('more')).toContain('have no exchange rate');
  },
  TIMEOUT_MS,
);
