import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  cents,
  instant,
  isPaid,
  type Row,
  readTable,
  salesByCustomer,
  sumCents,
  text,
} from './read-table.ts';
import type { SampleTruth } from './truth.ts';
import { writeSampleShop } from './write-sample-shop.ts';

const ASOF = Date.parse('2026-11-23T00:00:00Z');
const DAY = 86_400_000;

/** Within `tolerance` of the truth, relative. */
const expectNear = (value: number, truth: number, tolerance: number) => {
  expect(value / truth).toBeGreaterThan(1 - tolerance);
  expect(value / truth).toBeLessThan(1 + tolerance);
};

const directory = mkdtempSync(join(tmpdir(), 'sample-recovery-'));
afterAll(() => rmSync(directory, { recursive: true }));
let truth: SampleTruth;
let orders: Row[];
beforeAll(async () => {
  truth = await writeSampleShop({
    customers: 4000,
    seed: 'recovery',
    directory,
    asOf: '2026-11-23',
    troubles: false,
  });
  orders = readTable(directory, 'orders');
});

it('has the true shares of channels, guests, cancellations and refunds', () => {
  const first = [...salesByCustomer(orders).values()].map(([row]) =>
    text(row ?? new Map(), 'channel'),
  );
  for (const { channel, share } of truth.channels)
    expectNear(first.filter((name) => name === channel).length / first.length, share, 0.15);
  const guests = orders.filter((row) => text(row, 'customer_id') === '').length;
  expectNear(guests / truth.customers, truth.orders.guestOrdersPerCustomer, 0.2);
  const cancelled = orders.filter((row) => text(row, 'status') === 'cancelled').length;
  expectNear(cancelled / orders.length, truth.orders.cancelledShare, 0.25);
  const settled = orders.filter(
    (row) => isPaid(row) && instant(row, 'ordered_at') < ASOF - 37 * DAY,
  );
  const refunded = new Set(readTable(directory, 'refunds').map((row) => text(row, 'order_id')));
  const share =
    settled.filter((row) => refunded.has(text(row, 'order_id'))).length / settled.length;
  expectNear(share, truth.refunds.share, 0.1);
});

it('has the true answers to surveys', () => {
  const answers = readTable(directory, 'survey_responses');
  const invited = readTable(directory, 'survey_invitations');
  const scores = answers.filter((row) => text(row, 'metric') === 'nps');
  const share = (isMeant: (score: number) => boolean) =>
    scores.filter((row) => isMeant(Number(text(row, 'score')))).length / scores.length;
  const net = 100 * (share((score) => score >= 9) - share((score) => score <= 6));
  expectNear(net, truth.surveys.netPromoterScore, 0.1);
  for (const survey of ['after-order', 'relationship'] as const) {
    const of = (rows: Row[]) => rows.filter((row) => text(row, 'survey') === survey).length;
    expectNear(of(scores) / of(invited), truth.surveys[survey].answered, 0.05);
  }
});

it('has the true costs of an order', () => {
  const sales = orders.filter(isPaid);
  const [low, high] = truth.money.cogsOfGross;
  expectNear(
    sumCents(sales, 'cogs_amount') / sumCents(sales, 'gross_amount'),
    (low + high) / 2,
    0.01,
  );
  const discounted = sales.filter((row) => cents(row, 'discount_amount') > 0).length;
  expectNear(discounted / sales.length, truth.money.discountShare, 0.04);
});

/** Spend in EUR and customers won in the 12 months from a date, of one channel or of all. */
function acquisition(from: string, channel?: string): { spent: number; won: number } {
  const until = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`;
  const isMeant = (row: Row, dateColumn: string) =>
    text(row, dateColumn) >= from &&
    text(row, dateColumn) < until &&
    (channel === undefined || text(row, 'channel') === channel);
  const first = [...salesByCustomer(orders).values()].flatMap(([row]) => row ?? []);
  const spend = readTable(directory, 'marketing_spend').filter((row) => isMeant(row, 'spend_date'));
  const won = first.filter((row) => isMeant(row, 'ordered_at')).length;
  return { spent: sumCents(spend, 'amount') / 100, won };
}

it('has the true cost of a new customer in the last year', () => {
  for (const { channel, cost } of truth.channels) {
    const { spent, won } = acquisition('2025-11-23', channel);
    const loaded = Object.values(cost).reduce((total, part) => total + part, 0);
    expectNear(spent / won, loaded * (1 + truth.costInflationYear) ** -0.5, 0.25);
  }
});

it('wins customers that become dearer each year', () => {
  const [early, late] = [acquisition('2023-11-23'), acquisition('2025-11-23')];
  const ratio = late.spent / late.won / (early.spent / early.won);
  expectNear(ratio, (1 + truth.costInflationYear) ** 2, 0.08);
});

it('loses subscriptions at the true rate', () => {
  const invoices = readTable(directory, 'invoices');
  const billed = new Set(invoices.map((row) => text(row, 'subscription_id')));
  const ends = readTable(directory, 'subscriptions').filter(
    (row) => text(row, 'status') === 'ended' && billed.has(text(row, 'subscription_id')),
  );
  expectNear(ends.length / invoices.length, truth.subscriptions.monthlyChurn, 0.25);
});

it('has books that are the plain sums of its files', () => {
  const rates = new Map(
    readTable(directory, 'fx_rates').map((row) => [
      text(row, 'rate_date'),
      BigInt(text(row, 'rate').replace('.', '')),
    ]),
  );
  const sales = new Map(orders.filter(isPaid).map((row) => [text(row, 'order_id'), row]));
  const books = new Map<string, number>();
  const euro = (order: Row, minor: number) => {
    if (text(order, 'currency') === 'EUR') return minor;
    const rate = rates.get(text(order, 'ordered_at').slice(0, 10)) ?? 0n;
    return Number((BigInt(minor) * rate + 50_000n) / 100_000n);
  };
  const book = (date: string, amount: number) => {
    for (const period of [date.slice(0, 7), isoWeek(date)])
      books.set(period, (books.get(period) ?? 0) + amount);
  };
  for (const order of sales.values())
    book(text(order, 'ordered_at').slice(0, 10), euro(order, cents(order, 'net_amount')));
  for (const refund of readTable(directory, 'refunds')) {
    const order = sales.get(text(refund, 'order_id')) ?? new Map();
    book(text(refund, 'refunded_at').slice(0, 10), -euro(order, cents(refund, 'amount')));
  }
  const ledger = readTable(directory, 'ledger_totals').filter(
    (row) => text(row, 'account') === 'net-sales',
  );
  expect(ledger).toHaveLength(160 + 36);
  for (const row of ledger)
    expect([text(row, 'period'), cents(row, 'amount')]).toEqual([
      text(row, 'period'),
      books.get(text(row, 'period')),
    ]);
});

/** ISO 8601 week by its definition: the week belongs to the year of its Thursday. */
function isoWeek(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY / 7) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
