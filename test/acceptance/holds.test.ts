import { expect, it } from 'vitest';
import { everyNth, type Planted, plantedShop, put, RATES, YEAR } from './planted-shop.ts';

const TIMEOUT_MS = 60_000;
const { folder, plant, run } = await plantedShop(1_500);

interface Hold extends Planted {
  readonly check: string;
  readonly what: string;
  readonly table: string;
  readonly sources: Readonly<Record<string, string>>;
}

const HOLDS: readonly Hold[] = [
  {
    check: 'freshness',
    what: 'orders end nine days early',
    table: 'orders',
    file: YEAR,
    sources: RATES,
    change: (rows, at) => rows.filter((row) => (row[at('ordered_at')] ?? '') < '2024-11-16'),
  },
  {
    check: 'volume',
    what: 'six days of the week were not delivered',
    table: 'orders',
    file: YEAR,
    sources: RATES,
    change: (rows, at) =>
      rows.filter((row) => {
        const time = row[at('ordered_at')] ?? '';
        return time < '2024-11-18' || time > '2024-11-24';
      }),
  },
  {
    check: 'duplicate-content',
    what: 'every thirtieth order stands twice under two ids',
    table: 'orders',
    file: YEAR,
    sources: RATES,
    change: (rows, at) => [
      ...rows,
      ...rows
        .filter((row, i) => i % 30 === 0 && row[at('customer_id')] !== '')
        .map((row) => put(row, at('order_id'), `${row[at('order_id')]}x`)),
    ],
  },
  {
    check: 'currency-known',
    what: 'the pound has no rates since September',
    table: 'fx_rates',
    file: 'data/fx_rates.csv',
    sources: {},
    change: (rows, at) => rows.filter((row) => (row[at('rate_date')] ?? '') < '2024-09-01'),
  },
  {
    check: 'refund-limit',
    what: 'refunds are ten times what was paid',
    table: 'refunds',
    file: 'data/refunds.csv',
    sources: RATES,
    change: (rows, at) =>
      rows.map((row) => put(row, at('amount'), (10 * Number(row[at('amount')])).toFixed(2))),
  },
  {
    check: 'ledger-tie',
    what: 'refunds were not delivered, and the books know them',
    table: 'ledger_totals',
    file: 'data/ledger_totals.csv',
    sources: RATES,
    change: (rows) => rows,
  },
  {
    check: 'mrr-continuity',
    what: 'half of the subscription changes do not start where the one before ended',
    table: 'subscriptions',
    file: 'data/subscriptions.csv',
    sources: RATES,
    change: (rows, at) => rows.map(everyNth(2, (row) => put(row, at('mrr_before'), '7.77'))),
  },
];

it.each(HOLDS)(
  '$check holds the report: $what',
  async ({ check, table, sources, ...planted }) => {
    await plant(`${check}.csv`, planted);
    const { code, out } = await run(check, { sources: { ...sources, [table]: `${check}.csv` } });
    expect(code).toBe(3);
    expect(out).toContain('[HELD]');
    const words = folder.text(`${check}/weekly/email.txt`).replaceAll(/\s+/g, ' ');
    expect(words).toContain('The report is held. No figures are sent.');
    expect(words).toContain(` sent. ${check}`);
    expect(folder.report(check)).toMatchObject({ state: 'HELD', figures: [] });
    expect(folder.text(`${check}/weekly/figures.csv`).trim().split('\n')).toHaveLength(1);
    expect(folder.files(check).filter((name) => name.endsWith('.png'))).toEqual([]);
  },
  TIMEOUT_MS,
);
