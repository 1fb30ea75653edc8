import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { openFileEngine } from './duckdb-files.ts';
import type { TableFile } from './person-rows.ts';
import { releasedWeekFile, releasedWeekFiles } from './released-weeks.ts';
import { rewriteReleasedWeeks } from './rewrite-released-weeks.ts';

const LIMIT = 200;
const PERSONS = { version: 'v', isEmpty: false, includes: (id: string) => id === 'gone' };

it('takes the orders of an erased person and what was given back for them out of every kept week', async () => {
  const root = await mkdtemp(join(tmpdir(), 'weeks-'));
  const landed: TableFile = { table: 'orders', path: join(root, 'orders.parquet') };
  const orders = releasedWeekFile(root, '2026-W46', 'orders');
  const refunds = releasedWeekFile(root, '2026-W46', 'refunds');
  await mkdir(dirname(orders.path), { recursive: true });
  const engine = await openFileEngine({ memoryLimitMb: LIMIT, folder: root });
  const write = (path: string, columns: string, values: string) =>
    engine.run(
      `copy (select * from (values ${values}) as t(${columns})) to '${path}' (format parquet)`,
    );
  const person = 'order_id, customer_id';
  await write(landed.path, person, `('o1', 'gone'), ('o2', 'stays')`);
  await write(orders.path, person, `('o3', 'gone'), ('o4', 'stays')`);
  await write(refunds.path, 'refund_id, order_id', `('r1', 'o1'), ('r2', 'o2'), ('r3', 'o3')`);
  await rewriteReleasedWeeks(PERSONS, [landed], { root, memoryLimitMb: LIMIT });
  const left = await Promise.all(
    (await releasedWeekFiles(root)).map(({ path }) =>
      engine.rows(`select order_id from read_parquet('${path}') order by 1`),
    ),
  );
  await engine.close();
  await rm(root, { recursive: true });
  expect(left).toEqual([[{ order_id: 'o4' }], [{ order_id: 'o2' }]]);
});
