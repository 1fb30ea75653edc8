import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../test/fixtures/shop-warehouse.ts';
import { duckdbWarehouse } from './duckdb-warehouse.ts';
import { QueryError, type Warehouse } from './warehouse.ts';

const CUT = { ...SCOPE_PARAMETERS, as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
const order = (order_id: string, customer_id: string, net_amount: number) => ({
  order_id,
  customer_id,
  ordered_at: '2026-11-02 10:00:00',
  currency: 'EUR',
  net_amount,
});
const row = z.object({ customers: z.coerce.number() });
const count = (sql: string) =>
  scopeTo('segment-reporting', { name: 'count', sql, parseRow: (raw) => row.parse(raw).customers });

let open: Warehouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const empty = async (workDirectory = mkdtempSync(join(tmpdir(), 'warehouse-'))) => {
  open = await duckdbWarehouse({
    tables: [],
    readable: [],
    workDirectory,
    memoryLimitMb: 200,
    threads: 1,
  });
  return open;
};

it('answers a scoped query and keeps the order it asks for', async () => {
  open = await shopWarehouse({ orders: [order('o1', 'c1', 10), order('o2', 'c2', 5)] });
  const sql =
    '-- grain: one row per customer\nselect net_minor as customers from orders_in_scope order by 1 desc';
  expect(await open.run(count(sql), CUT)).toEqual([1000, 500]);
});

it('sees other customers under another scope, not the rows it kept for the first', async () => {
  open = await shopWarehouse({ orders: [order('o1', 'c1', 10)] });
  const all = count('-- grain: one row\nselect count(*) as customers from customers_in_scope');
  expect(await open.run(all, CUT)).toEqual([1]);
  expect(await open.run(all, { ...CUT, as_of_utc: '2026-11-01 00:00:00' })).toEqual([0]);
  expect(await open.run(all, { ...CUT, lawful_basis: 'consents' })).toEqual([0]);
});

it('runs nothing that did not come through the door', async () => {
  const warehouse = await empty();
  const forged = {
    purpose: 'segment-reporting',
    query: { name: 'x', sql: 'select 1', parseRow: String },
    relations: [],
  };
  // biome-ignore lint/plugin: a test of what happens when the types are cheated
  await expect(warehouse.run(forged as never, {})).rejects.toThrow(TypeError);
});

describe('closes the machine to SQL', () => {
  const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'secret.csv');
  writeFileSync(outside, 'secret\n1\n');

  it.each([
    ['reading a file', `select count(*) as n from read_csv('${outside}')`],
    ['writing a file', `copy (select 1) to '${outside}.copy'`],
    ['installing an extension', 'install httpfs'],
    ['attaching a database', `attach '${outside}.db' as other`],
    ['opening the sandbox', 'set enable_external_access = true'],
  ])('%s', async (_, sql) => {
    const warehouse = await empty();
    await expect(warehouse.inspect({ name: 'probe', sql }, {})).rejects.toThrow(QueryError);
    expect(existsSync(`${outside}.copy`)).toBe(false);
  });
});

it('names the query and the kind of failure, never what the engine quotes', async () => {
  const warehouse = await empty();
  const failed = warehouse.inspect(
    { name: 'cast', sql: `select cast('rosa.example' as integer) as n` },
    {},
  );
  await expect(failed).rejects.toThrow('query "cast" failed: CONVERSION_ERROR');
  await expect(failed).rejects.not.toThrow(/rosa/);
});

it('leaves no scratch file behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scratch-'));
  await (await empty(folder)).close();
  open = undefined;
  expect(existsSync(folder)).toBe(false);
});
