import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import * as z from 'zod';
import { ranBefore } from './configured-run.ts';
import { configurationOf, imported } from './imported-tables.ts';
import { isPresent, itWith, sharedFile } from './shared-files.ts';

const landed = async (unit: 'day' | 'week', lines: readonly string[]) => {
  const source = `files: summary.csv, mapping: rfm-summary, unit: ${unit}, observedUntil: 2026-01-01`;
  const text = configurationOf(`  orders: { ${source} }`, 'privacy: { snapshot: exact }\n');
  const { rows } = await imported(text, {
    'summary.csv': ['customer_id,frequency,recency,T,monetary_value', ...lines],
  });
  const local = "(ordered_at at time zone 'UTC') at time zone 'Europe/Dublin'";
  const columns = `customer_id, cast(${local} as date) as ordered_date, net_amount`;
  return rows('orders', columns);
};

it('puts the first and last purchase of a summary in days on their days, with its repeat value', async () => {
  // three repeats of 10.00 on average, one of 33.333333 in three parts, and a single purchase on the last day
  const rows = await landed('day', ['a,3,10,30,10.0', 'b,3,3,3,33.333333', 'c,0,0,0,0.0']);
  expect(rows.sort()).toEqual([
    ['a', '2025-12-01', '0.0000'],
    ['a', '2025-12-04', '10.0000'],
    ['a', '2025-12-07', '10.0000'],
    ['a', '2025-12-11', '10.0000'],
    ['b', '2025-12-28', '0.0000'],
    ['b', '2025-12-29', '33.3400'],
    ['b', '2025-12-30', '33.3300'],
    ['b', '2025-12-31', '33.3300'],
    ['c', '2025-12-31', '0.0000'],
  ]);
});

it('reads weeks, whole or printed with two decimals', async () => {
  // 213 and 272 days: 30.43 and 38.86 weeks
  const rows = await landed('week', ['a,2,30.43,38.86,22.35', 'b,2,3,4,5.00']);
  expect(rows.sort()).toEqual([
    ['a', '2025-04-03', '0.0000'],
    ['a', '2025-07-18', '22.3500'],
    ['a', '2025-11-02', '22.3500'],
    ['b', '2025-12-03', '0.0000'],
    ['b', '2025-12-10', '5.0000'],
    ['b', '2025-12-24', '5.0000'],
  ]);
});

const IMPOSSIBLE = [
  ['days since the last purchase for recency', 'a,0,12,30,0'],
  ['a last purchase after the end', 'a,2,31,30,10'],
  ['more repeats than days', 'a,11,10,30,10'],
  ['half a purchase', 'a,1.5,10,30,10'],
  ['a negative value', 'a,1,10,30,-10'],
  ['no number', 'a,one,10,30,10'],
  ['an age beyond reason', 'a,1,10,1e300,10'],
] as const;

it.each(IMPOSSIBLE)('refuses a summary with %s', async (_, line) => {
  await expect(landed('day', [line])).rejects.toMatchObject({
    code: 'MISSING',
    column: 'ordered_at',
  });
});

const SAMPLE = 'data/cdnow_sample.csv';
const TRUTH = 'truth/cdnow-sample-fits.json';
const folder = mkdtempSync(join(tmpdir(), 'tenure-rfm-'));
afterAll(() => rmSync(folder, { recursive: true }));
const needs = [SAMPLE, TRUTH];
if (needs.every(isPresent)) writeFileSync(join(folder, 'summary.csv'), summaryOf(SAMPLE));

/** Frequency, recency, T (weeks with two decimals) and mean repeat value before 1997-10-01, by plain loops. */
function summaryOf(path: string): string {
  const customers = new Map<string, Map<number, number>>();
  for (const line of readFileSync(sharedFile(path), 'utf8').trim().split('\n').slice(1)) {
    const [, customer = '', date = '', , spend] = line.split(',');
    if (date >= '1997-10-01') continue;
    const day = Date.parse(date) / 86_400_000;
    const days = customers.get(customer) ?? new Map<number, number>();
    customers.set(customer, days.set(day, (days.get(day) ?? 0) + Number(spend)));
  }
  const end = Date.parse('1997-09-30') / 86_400_000;
  const lines = [...customers].map(([customer, days]) => {
    const [first = 0, ...repeats] = [...days.keys()].sort((a, b) => a - b);
    const weeks = (day: number) => ((day - first) / 7).toFixed(2);
    const total = repeats.reduce((sum, day) => sum + (days.get(day) ?? 0), 0);
    const mean = repeats.length === 0 ? 0 : total / repeats.length;
    return [customer, repeats.length, weeks(repeats.at(-1) ?? first), weeks(end), mean].join();
  });
  return `customer_id,frequency,recency,T,monetary_value\n${lines.join('\n')}\n`;
}

const run = ranBefore({
  configuration: `
version: 1
business: { name: Example Shop, currency: USD }
sources:
  orders:
    files: ${join(folder, 'summary.csv')}
    mapping: rfm-summary
    unit: week
    observedUntil: 1997-10-01
reports:
  - { id: weekly, title: Customer value report }
privacy: { snapshot: exact }
models: { unit: week, binning: exact }
`,
  asOf: '1997-10-01',
  needs,
});
const itOnSample = itWith(needs);

const optimum = z.object({
  param_names: z.array(z.string()),
  params: z.array(z.string().transform(Number)),
});
const published = z.object({
  fits: z.object({ 'sample.bgnbd': optimum, 'sample.gg': optimum }),
});

itOnSample('fits a summary of CDNOW as the papers fit its purchases', () => {
  const { fits } = published.parse(JSON.parse(readFileSync(sharedFile(TRUTH), 'utf8')));
  const truths = { 'bg-nbd': fits['sample.bgnbd'], 'gamma-gamma': fits['sample.gg'] };
  for (const [model, truth] of Object.entries(truths)) {
    const fit = run().models.find((written) => written.model === model);
    for (const [i, parameter] of truth.param_names.entries()) {
      const ratio = (fit?.parameters[parameter] ?? Number.NaN) / (truth.params[i] ?? 0);
      expect(Math.abs(ratio - 1), `${model} ${parameter}`).toBeLessThan(1e-5);
    }
  }
});

itOnSample('reports predicted CLV and RFM groups only, and says why', () => {
  const metrics = new Set(run().figures.map(({ metric }) => metric));
  expect([...metrics].sort()).toEqual(['clv-predicted', 'rfm']);
  const text = readFileSync(join(run().landed, '../../out/weekly/email.txt'), 'utf8');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('The orders were rebuilt from an RFM summary:');
});
