import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';
import { openWarehouse } from './open-warehouse.ts';

const folder = mkdtempSync(join(tmpdir(), 'versions-'));
const SUM = { name: 'sum', sql: 'select count(*) as rows, sum(net_amount) as amount from orders' };

async function ordersOf(name: string, lines: readonly string[]) {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const store = join(folder, name);
  const snapshot = await takeSnapshot({
    sources: [{ table: 'orders', files: [file] }],
    landingDirectory: join(store, 'landed'),
    loadedAt: new Date('2026-11-24T00:00:00Z'),
  });
  const warehouse = await openWarehouse(snapshot, '2026-11-23', {
    configuration: parseConfiguration(
      `version: 1
business: { name: Example Shop, currency: EUR }
sources: { orders: { files: o.csv } }
reports: [{ id: weekly, title: Report }]
`,
      'tenure.yaml',
    ),
    directory: folder,
    asOf: null,
    reports: null,
    out: folder,
    store,
    send: false,
    dryRun: true,
    memoryLimitMb: 300,
    threads: 1,
  });
  const counts = await warehouse.inspect(SUM, {});
  await warehouse.close();
  return counts;
}

const HEADER = 'order_id,customer_id,ordered_at,net_amount,currency';

it('takes the latest version of each order, and none that was deleted', async () => {
  const counts = await ordersOf('versions', [
    `${HEADER},updated_at,op`,
    'o1,c1,2026-11-02T10:00:00Z,10.00,EUR,2026-11-02T10:00:00Z,upsert',
    'o1,c1,2026-11-02T10:00:00Z,12.50,EUR,2026-11-03T10:00:00Z,upsert',
    'o2,c1,2026-11-02T10:00:00Z,99.00,EUR,2026-11-02T10:00:00Z,upsert',
    'o2,c1,2026-11-02T10:00:00Z,99.00,EUR,2026-11-04T10:00:00Z,delete',
    'o3,c2,2026-11-02T10:00:00Z,7.00,EUR,2026-11-02T10:00:00Z,upsert',
  ]);
  expect(counts).toEqual({ rows: 2, amount: 19.5 });
});

it('takes every row where rows have no versions', async () => {
  const counts = await ordersOf('plain', [
    HEADER,
    'o1,c1,2026-11-02T10:00:00Z,10.00,EUR',
    'o2,c1,2026-11-02T10:00:00Z,5.25,EUR',
  ]);
  expect(counts).toEqual({ rows: 2, amount: 15.25 });
});
