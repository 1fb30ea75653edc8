import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { shopFolder, tenure } from './shop-folder.ts';

const TIMEOUT_MS = 60_000;
const ORDERS = `customer_id,ordered_at,net_amount,currency,order_id
C-1,2026-11-02T10:00:00Z,12.50,EUR,o1
C-2,2026-11-03T10:00:00Z,48213.37,EUR,o2
C-2,2026-11-04T10:00:00Z,7.00,EUR,o3
`;
const CONFIGURATION = `version: 1
business: { name: Example shop, currency: EUR }
sources: { orders: { files: orders.csv } }
reports: [{ id: weekly, title: Weekly }]
`;

const folder = await shopFolder();
const access = (store = 'store') =>
  tenure('access', '--subject-file', folder.at('subject.txt'), '--store', folder.at(store));

beforeAll(async () => {
  await folder.write('orders.csv', ORDERS);
  await folder.write('access.yaml', CONFIGURATION);
  await folder.write('subject.txt', 'C-2\n');
  await tenure(
    ...['run', '--config', folder.at('access.yaml'), '--as-of', '2026-11-16'],
    ...['--out', folder.at('out'), '--store', folder.at('store')],
  );
}, TIMEOUT_MS);

const answer = z.object({
  pseudonym: z.string(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

it(
  'tells everything that is held about one person, and says the id on no other stream',
  async () => {
    const { out, err, code } = await access();
    expect([code, err]).toEqual([0, '']);
    const { pseudonym, tables } = answer.parse(JSON.parse(out));
    expect(pseudonym).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(tables)).toEqual(['orders']);
    expect(tables['orders']?.map((row) => row['net_amount'])).toEqual(['48213.3700', '7.0000']);
    expect(out).not.toContain('C-1');
  },
  TIMEOUT_MS,
);

it(
  'says nothing of nobody, and takes one person at a time',
  async () => {
    expect(answer.parse(JSON.parse((await access('nowhere')).out)).tables).toEqual({});
    await folder.write('subject.txt', 'C-1\nC-2\n');
    const { code, err } = await access();
    expect([code, err]).toEqual([2, expect.stringContaining('must name one person')]);
    expect(err).not.toContain('C-2');
  },
  TIMEOUT_MS,
);

it(
  'prints the record of processing of a configuration',
  async () => {
    const { out, code } = await tenure('record', '--config', 'infra/sample.yaml');
    expect([code, out]).toEqual([0, readFileSync('infra/processing-record.md', 'utf8')]);
  },
  TIMEOUT_MS,
);
