import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_BOUNDS } from '#lib/quality/bounds.ts';
import { fiscalSheet } from '#lib/units/fiscal-sheet.fixture.ts';
import { everyNth, type Planted, plantedShop, put, RATES, YEAR } from './planted-shop.ts';

const TIMEOUT_MS = 60_000;
const FIVE_MINUTES_MS = 300_000;
/** Long before the cut. */
const AGO = '2024-01-02T10:00:00Z';
const OWNER = 'controlling@example.com';
const { folder, plant, run } = await plantedShop(1_500);

interface Hold extends Planted {
  readonly check: string;
  readonly what: string;
  readonly table: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly lawfulBasis?: 'consents';
}

/** A fiscal year that ends ten months before the cut. */
const LAST_YEAR = fiscalSheet({ start: '2023-01-30', firstYear: 2023, years: 1, long: [] });

beforeAll(async () => {
  const days = LAST_YEAR.map(({ date, year, period, week }) => [date, year, period, week].join());
  const head = 'calendar_date,fiscal_year,fiscal_period,fiscal_week';
  await folder.write('last-year.csv', `${[head, ...days].join('\n')}\n`);
});

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
  {
    check: 'quarantine-share',
    what: 'an order that cannot be read costs as much as all others together',
    table: 'orders',
    file: YEAR,
    sources: RATES,
    change: (rows, at) =>
      rows.map((row, i) =>
        i === 0 ? put(put(row, at('ordered_at'), 'soon'), at('cogs_amount'), '900000.00') : row,
      ),
  },
  {
    check: 'unread-erasures',
    what: 'the time of one request in two thousand cannot be read',
    table: 'erasures',
    file: 'data/erasures.csv',
    sources: RATES,
    change: ([row = []], at) =>
      Array.from({ length: 2_000 }, (_, i) =>
        put(put(row, at('request_id'), `e${i}`), at('requested_at'), i === 7 ? 'soon' : AGO),
      ),
  },
  {
    check: 'unread-consents',
    what: 'what one customer in four thousand said cannot be read',
    table: 'consents',
    file: 'data/consents.csv',
    sources: RATES,
    lawfulBasis: 'consents',
    change: (rows, at) =>
      rows.map((row, i) => (i === 7 ? put(row, at('effective_at'), 'soon') : row)),
  },
  {
    check: 'calendar-cover',
    what: 'the fiscal years of the company end before the cut',
    table: 'calendar',
    file: 'last-year.csv',
    sources: RATES,
    change: (rows) => rows,
  },
];

it('plants a fault for every check that holds', () => {
  const holding = Object.entries(DEFAULT_BOUNDS).filter(([, bounds]) => 'hold' in bounds);
  expect(HOLDS.map(({ check }) => check).sort()).toEqual(holding.map(([check]) => check).sort());
});

/** Whom the mails of a run are to, and which state their subjects name. */
const letters = (out: string) =>
  folder
    .files(out)
    .filter((name) => /^outbox\/.*\.eml$/.test(name))
    .map((name) => folder.text(`${out}/${name}`))
    .map((mail) => /^To: (.*?)\s*$[\s\S]*^Subject: (\[\w+\])/m.exec(mail)?.slice(1));

it.each(HOLDS)(
  '$check holds the report, and only the owner is told: $what',
  async ({ check, table, sources, lawfulBasis, ...planted }) => {
    await plant(`${check}.csv`, planted);
    const began = performance.now();
    const { code, out } = await run(check, {
      sources: { ...sources, [table]: `${check}.csv` },
      flags: ['--send'],
      owner: OWNER,
      ...(lawfulBasis && { lawfulBasis }),
    });
    expect(code).toBe(3);
    expect(letters(check)).toEqual([[OWNER, '[HELD]']]);
    expect(performance.now() - began).toBeLessThan(FIVE_MINUTES_MS);
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
