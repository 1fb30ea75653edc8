import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headingsOf, numberAt, rowsUnder } from './read-mail.ts';
import { tenure } from './tenure-process.ts';

const TIMEOUT_MS = 240_000;
/** Numbers are printed in whole units, so a sum of `n` of them is off by no more than half of one each. */
const rounded = (n: number): number => (n + 1) / 2;

let folder = '';
let text = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-mail-'));
  const at = (path: string): string => join(folder, path);
  await tenure('sample', '--out', at('sample'));
  const flags = [
    '--config',
    at('sample/tenure.yaml'),
    '--out',
    at('report'),
    '--store',
    at('store'),
  ];
  const { code, err } = await tenure('run', ...flags);
  expect(code, err).toBe(0);
  text = readFileSync(at('report/weekly/email.txt'), 'utf8');
}, TIMEOUT_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Opening, then what it moved by, then closing; a column of a table. */
function expectBridge(caption: string, column: number): { opening: number; closing: number } {
  const values = rowsUnder(text, caption).flatMap(({ values: cells }) => cells[column] ?? []);
  const [opening = 0] = values;
  const closing = values.at(-1) ?? 0;
  expect(values.length).toBeGreaterThan(4);
  expect(Math.abs(sum(values.slice(0, -1)) - closing)).toBeLessThanOrEqual(rounded(values.length));
  return { opening, closing };
}

it('has all thirteen sections in their order', () => {
  const numbers = headingsOf(text).map((heading) => Number.parseInt(heading, 10));
  expect(numbers).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
});

it('moves net revenue from the week before to this one without a rest', () => {
  const { opening, closing } = expectBridge('Net revenue, change by customer', 0);
  const ladder = rowsUnder(text, 'Money ladder');
  expect(closing).toBe(numberAt(ladder, 'Net revenue'));
  const [, orders = '', perOrder = '', together = ''] =
    /orders ([+-][\d,]+), net revenue per order ([+-][\d,]+); together ([+-][\d,]+)/.exec(
      text.replaceAll(/\s+/g, ' '),
    ) ?? [];
  const [byOrders, byValue, change] = [orders, perOrder, together].map((number) =>
    Number(number.replaceAll(',', '')),
  );
  expect(byOrders).not.toBe(0);
  expect((byOrders ?? 0) + (byValue ?? 0)).toBe(change);
  expect(Math.abs(closing - opening - (change ?? 0))).toBeLessThanOrEqual(1);
});

it('moves recurring revenue of two months, the second of which opens where the first closed', () => {
  const now = expectBridge('Monthly recurring revenue (MRR)', 0);
  const before = expectBridge('Monthly recurring revenue (MRR)', 1);
  expect(now.opening).toBe(before.closing);
});

it('alerts with an amount and a share that belong together, on what the tables say', () => {
  const alerts = [
    ...text
      .replaceAll(/\s+/g, ' ')
      .matchAll(
        /Alert: Net revenue(?: of country (\w+))? \w+ ([+-][\d.]+)% \(([+-][\d,]+)\) to EUR ([\d,]+)/g,
      ),
  ];
  expect(alerts.some(([, segment]) => segment !== undefined)).toBe(true);
  for (const [, segment, share, moved = '', to = ''] of alerts) {
    const [change, now] = [moved, to].map((number) => Number(number.replaceAll(',', '')));
    expect(((change ?? 0) / ((now ?? 0) - (change ?? 0))) * 100).toBeCloseTo(Number(share), 1);
    const told =
      segment === undefined
        ? numberAt(rowsUnder(text, 'Money ladder'), 'Net revenue')
        : numberAt(rowsUnder(text, 'By country'), segment, 1);
    expect(told).toBe(now);
  }
});

it('steps down the money ladder', () => {
  const ladder = rowsUnder(text, 'Money ladder');
  const at = (label: string) => numberAt(ladder, label);
  for (const [from, less, to] of [
    ['Gross sales', 'less discounts', 'Discounted sales'],
    ['Discounted sales', 'less refunds', 'Net sales'],
    ['Net revenue', 'less cost of goods', 'Contribution CM1'],
    ['Contribution CM1', 'less fulfilment and fees', 'Contribution CM2'],
  ] as const)
    expect(Math.abs(at(from) - at(less) - at(to)), to).toBeLessThanOrEqual(1);
  const shipped = at('Net sales') + at('plus shipping charged');
  expect(Math.abs(shipped - at('Net revenue'))).toBeLessThanOrEqual(1);
});

it('totals its segments as the ladder does, and never shows more of them than there is', () => {
  const ladder = rowsUnder(text, 'Money ladder');
  for (const scheme of ['country', 'channel']) {
    const rows = rowsUnder(text, `By ${scheme}, most to least profitable`);
    const shown = rows
      .filter(({ label }) => label !== 'Total')
      .flatMap(({ values }) => values[1] ?? []);
    expect(numberAt(rows, 'Total', 1)).toBe(numberAt(ladder, 'Net revenue'));
    expect(numberAt(rows, 'Total', 2)).toBe(numberAt(ladder, 'Contribution CM2'));
    expect(sum(shown)).toBeLessThanOrEqual(numberAt(rows, 'Total', 1) + rounded(shown.length));
  }
});

it('adds up what is unpaid', () => {
  const rows = rowsUnder(text, 'Unpaid invoices at the month close');
  const end = rows.findIndex(({ label }) => label === 'Unpaid in total');
  const buckets = rows.slice(0, end).map(({ values }) => values[0]);
  expect(buckets.length).toBeGreaterThan(3);
  const known = buckets.flatMap((value) => value ?? []);
  const total = numberAt(rows, 'Unpaid in total');
  if (known.length === buckets.length)
    expect(Math.abs(sum(known) - total)).toBeLessThanOrEqual(rounded(known.length));
  else expect(sum(known)).toBeLessThan(total);
});

it('adds up the ripe means of cohorts to the cumulative line, and ties net sales to the books', () => {
  const rows = rowsUnder(text, 'Contribution CM2 per acquired customer in each month of life');
  const [means, cumulative] = ['Ripe mean', 'Cumulative'].map(
    (label) => rows.find((row) => row.label === label)?.values ?? [],
  );
  const known = (means ?? []).flatMap((value) => value ?? []);
  expect(known.length).toBeGreaterThan(5);
  known.forEach((_, age) => {
    const lived = sum(known.slice(0, age + 1));
    expect(Math.abs(lived - (cumulative?.[age] ?? 0))).toBeLessThanOrEqual(0.05 * (age + 2));
  });
  const books = rowsUnder(text, 'Net sales and the books');
  const lines = books.flatMap(({ values }) => values[0] ?? []);
  const [ledger = 0, difference = 0] = lines.slice(-2);
  expect(sum(lines.slice(0, -2)) - ledger).toBeCloseTo(difference, 2);
});
