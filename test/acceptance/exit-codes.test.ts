import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenure } from './tenure-process.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(at(name), text);

const CONFIGURATION = `version: 1
business:
  name: Example Shop
  currency: EUR
sources:
  orders: { files: orders.csv }
reports:
  - { id: weekly, title: Customer value report }
`;

/** Two orders a day for a quarter of a year. */
const ORDERS = Array.from({ length: 180 }, (_, i) => {
  const day = new Date(Date.UTC(2026, 7, 3 + Math.floor(i / 2))).toISOString().slice(0, 10);
  return `o${i},c${i % 40},${day}T${10 + (i % 2)}:00:00Z,${10 + (i % 7)}.50`;
});
const withCurrency = (code: string) =>
  [
    'order_id,customer_id,ordered_at,net_amount,currency',
    ...ORDERS.map((o) => `${o},${code}`),
    '',
  ].join('\n');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-command-'));
  await write('orders.csv', withCurrency('EUR'));
  await write('good.yaml', CONFIGURATION);
  await write('typo.yaml', CONFIGURATION.replace('currency:', 'curency:'));
  await write('unrated.csv', withCurrency('GBP'));
  await write('unrated.yaml', CONFIGURATION.replace('orders.csv', 'unrated.csv'));
  await write(
    'people.csv',
    `email,${withCurrency('EUR').replaceAll('\no', '\nann@example.com,o')}`,
  );
  await write('people.yaml', CONFIGURATION.replace('orders.csv', 'people.csv'));
  await write(
    'export.csv',
    ['Id,Date,Price', ...ORDERS.map((o) => o.split(',').slice(1).join(',')), ''].join('\n'),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.concurrent('0 and nothing written by a good check', async () => {
  const { code, out } = await tenure('check', '--config', at('good.yaml'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ tables: [{ table: 'orders', accepted: 180 }] });
});

it.concurrent('2 for a key that does not exist, with its line and the likely one', async () => {
  const { code, err } = await tenure('run', '--config', at('typo.yaml'), '--out', at('out'));
  expect(code).toBe(2);
  expect(err).toContain('typo.yaml:4: unknown key "business.curency"');
  expect(err).toMatch(/did you mean "?currency/i);
});

it.concurrent('2 for a configuration that is not there', async () => {
  const { code, err } = await tenure('check', '--config', at('absent.yaml'));
  expect([code, err]).toEqual([2, expect.stringContaining('cannot be read')]);
});

it.concurrent('2 for a day that is none', async () => {
  const words = ['--config', at('good.yaml'), '--as-of', '2026-02-30', '--out', at('out')];
  const { code, err } = await tenure('run', ...words);
  expect([code, err]).toEqual([2, expect.stringContaining('--as-of 2026-02-30')]);
});

it.concurrent('3 for a delivery that is refused, without telling what was in it', async () => {
  const { code, err } = await tenure(
    'run',
    '--config',
    at('people.yaml'),
    '--out',
    at('refused'),
    '--store',
    at('store'),
  );
  expect(code).toBe(3);
  expect(err).toContain('people.csv');
  expect(err).toContain('email');
  expect(err).not.toContain('ann@example.com');
});

it.concurrent('3 for a report that a data check holds: a notice and no figure', async () => {
  const words = ['--config', at('unrated.yaml'), '--out', at('held'), '--store', at('store-held')];
  const { code, out, err } = await tenure('run', ...words, '--json');
  expect(code, err).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ state: 'HELD', reports: [{ state: 'HELD' }] });
  const report = JSON.parse(await readFile(at('held/weekly/report.json'), 'utf8'));
  expect(report).toMatchObject({ state: 'HELD', figures: [] });
});

it.concurrent('a configuration from init that check takes', async () => {
  const made = await tenure('init', at('export.csv'), '--out', at('made.yaml'));
  expect([made.code, made.out]).toEqual([0, `${at('made.yaml')}\n`]);
  const text = await readFile(at('made.yaml'), 'utf8');
  expect(text).toContain('customer_id: "Id"');
  const checked = await tenure('check', '--config', at('made.yaml'));
  expect(checked.code, checked.err).toBe(0);
  expect(checked.out).toContain('orders: 180 rows accepted, 0 set aside, 0 duplicates');
  const again = await tenure('init', at('export.csv'), '--out', at('made.yaml'));
  expect([again.code, await readFile(at('made.yaml'), 'utf8')]).toEqual([2, text]);
});
