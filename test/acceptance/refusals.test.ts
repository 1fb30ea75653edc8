import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyNth, plantedShop, put, RATES, type Run, YEAR } from './planted-shop.ts';

const TIMEOUT_MS = 60_000;
const { folder, plant, run } = await plantedShop(600);

/** sha256 of every file of a folder. */
const digests = (name: string) =>
  folder.files(name).map((file) => [
    file,
    createHash('sha256')
      .update(folder.bytes(`${name}/${file}`))
      .digest('hex'),
  ]);

let kept: unknown[] = [];
let landed: unknown[] = [];
beforeAll(async () => {
  const { code } = await run('good', { sources: RATES, out: 'kept' });
  if (code !== 0) throw new Error(`the good run ended ${code}`);
  kept = digests('kept');
  landed = digests('kept-store/landed');
}, TIMEOUT_MS);

interface Refused {
  readonly name: string;
  readonly says: RegExp;
  readonly how: Partial<Run>;
}

const REFUSED: readonly Refused[] = [
  {
    name: 'an e-mail column among the orders',
    says: /email\.csv:1, column email: REFUSED_COLUMN/,
    how: { sources: { ...RATES, orders: 'email.csv' } },
  },
  {
    name: 'an e-mail column as the customer',
    says: /email\.csv:1, column email: REFUSED_COLUMN/,
    how: {
      sources: { ...RATES, orders: 'email.csv' },
      columns:
        '{ customer_id: email, order_id: order_id, ordered_at: ordered_at, net_amount: net_amount, currency: currency }',
    },
  },
  {
    name: 'addresses in place of customer ids',
    says: /people\.csv:2, column customer_id: PERSONAL_VALUE/,
    how: { sources: { ...RATES, orders: 'people.csv' } },
  },
  {
    name: 'a gzip file that was cut',
    says: /cut\.csv\.gz: /,
    how: { sources: { ...RATES, orders: 'cut.csv.gz' } },
  },
  {
    name: 'one time in thirty that nobody can read',
    says: /soon\.csv:2, column ordered_at: TIME_FORMAT/,
    how: { sources: { ...RATES, orders: 'soon.csv' } },
  },
];

describe('a delivery that is refused', () => {
  beforeAll(async () => {
    const [head = '', ...lines] = folder.text(YEAR).trim().split('\n');
    const mailed = lines.map((line) => `${line},ann@example.com`);
    await folder.write('email.csv', `${[`${head},email`, ...mailed].join('\n')}\n`);
    await plant('people.csv', {
      file: YEAR,
      change: (rows, at) =>
        rows.map(everyNth(30, (row) => put(row, at('customer_id'), 'ann@example.com'))),
    });
    await plant('soon.csv', {
      file: YEAR,
      change: (rows, at) => rows.map(everyNth(30, (row) => put(row, at('ordered_at'), 'soon'))),
    });
    const whole = gzipSync(folder.bytes(YEAR));
    await writeFile(folder.at('cut.csv.gz'), whole.subarray(0, whole.length / 2));
  });

  it.each(REFUSED)('$name: exit 3, and all that was there stays', async ({ says, how }) => {
    const { code, out, err } = await run('bad', { sources: RATES, ...how, out: 'kept' });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/ann@|\bat .+:\d+:\d+/);
    expect(digests('kept')).toEqual(kept);
    expect(digests('kept-store/landed')).toEqual(landed);
    expect(folder.files('kept-store').filter((name) => !name.startsWith('landed/'))).toEqual([]);
  });
});

it(
  'a segment that looks like an account number is refused by the gate: exit 5, nothing written',
  async () => {
    await plant('numbers.csv', {
      file: YEAR,
      change: (rows, at) =>
        rows.map(everyNth(3, (row) => put(row, at('channel'), 'shop-20241118'))),
    });
    const sources = { ...RATES, orders: 'numbers.csv' };
    const { code, out, err } = await run('numbers', { sources, segments: 'channel', out: 'kept' });
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain('the release gate refused this run: IDENTIFIER_IN_LABEL');
    expect(err).not.toContain('20241118');
    expect(digests('kept')).toEqual(kept);
  },
  TIMEOUT_MS,
);

it('a recipient outside the listed domains stops every mail before anything is read: exit 2', async () => {
  const stray = { sources: RATES, domains: 'example.org', flags: ['--send'], out: 'kept' };
  const { code, out, err } = await run('stray', stray);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(
    /report weekly: recipient 1 of 2 is not on the report's allow-list, so nothing was sent/,
  );
  expect(err).not.toContain('@');
  expect(digests('kept')).toEqual(kept);
});
