import { afterAll, expect, it } from 'vitest';
import type { StagedTable } from '#lib/intake/athena/plan/staged-table.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { execute } from '#lib/warehouse/athena-execution.ts';
import { catalogueTable } from '#lib/warehouse/athena-tables.ts';
import { memoryStore } from '../../test/fixtures/memory-store.ts';
import { planningWarehouse, shopAthena } from '../../test/fixtures/shop-athena.ts';
import { SCOPE_PARAMETERS } from '../../test/fixtures/shop-warehouse.ts';
import { listErasedIds } from './athena-erased-ids.ts';
import type { ErasedPersons } from './erased-persons.ts';
import { withErased } from './with-erased.ts';

const order = (customer_id: string | null, n: number, country: string | null = null) => ({
  country,
  order_id: `o${n}`,
  customer_id,
  ordered_at: `2026-10-0${n} 10:00:00`,
  currency: 'EUR',
  net_amount: 10,
  status: 'paid',
});
const shop = await shopAthena({
  orders: [order('c1', 1), order('c2', 2), order('c3', 3), order('c4', 4, 'DE'), order(null, 5)],
  customers: [
    { customer_id: 'c1', country: 'IE' },
    { customer_id: 'c2', country: 'FR' },
    { customer_id: 'c3', merged_into: 'c2' },
  ],
  touchpoints: [{ touch_id: 't1', customer_id: 'c9', visitor_id: 'v1' }],
});
afterAll(() => shop.close());

const LANDED = (['orders', 'customers', 'touchpoints'] as const).map((table) => ({
  table,
  path: `${table}_0123456789ab`,
}));
const erased = (...ids: readonly string[]): ErasedPersons => ({
  version: 'abcdefghijklmnop',
  isEmpty: ids.length === 0,
  includes: (id) => ids.includes(id),
});

async function list(persons: ErasedPersons) {
  const objects = memoryStore();
  const made: StagedTable[] = [];
  const { options } = shop;
  const session = { ...options, signal: new AbortController().signal, timeoutMs: 60_000 };
  const ids = await listErasedIds(LANDED, persons, {
    ...options,
    session: { ...session, pollMs: [1, 20] },
    lake: 's3://example-lake/',
    objects,
    createTable: async (table) => {
      made.push(table);
    },
  });
  const [key = ''] = await objects.list('');
  const stored = key === '' ? null : await objects.get(key);
  const body = new TextDecoder().decode(stored?.body);
  return { ids, made, key, body };
}

it('keeps the ids of the landed tables that are on the list, where SQL can join them', async () => {
  const { ids, made, key, body } = await list(erased('c2', 'c9', 'v1', 'c77'));
  expect(body).toBe('c2\nc9\nv1\n');
  expect(key).toBe('scoped/wk-2026-W47-example-a1/erased_abcdefghijkl/ids');
  expect(made).toEqual([
    {
      name: ids.table,
      location: 's3://example-lake/scoped/wk-2026-W47-example-a1/erased_abcdefghijkl/',
      format: 'text',
      columns: [{ name: 'id', type: 'string' }],
    },
  ]);
  expect(ids).toEqual({ version: 'abcdefghijklmnop', table: expect.stringMatching(/^scoped_/) });
});

it('asks nothing of the engine where nobody is erased, and keeps nothing where nobody is found', async () => {
  const before = shop.server.executions.length;
  expect(await list(erased())).toMatchObject({ ids: { table: null }, made: [], body: '' });
  expect(shop.server.executions.length).toBe(before);
  expect(await list(erased('c77'))).toMatchObject({ ids: { table: null }, made: [], body: '' });
});

it('puts no id into the text of a query', async () => {
  await list(erased('c2', 'c9'));
  for (const { sql, values } of shop.server.executions)
    expect(`${sql} ${values}`).not.toMatch(/\b(c2|c9)\b/);
});

it('takes them, and who was merged with them, out of every relation in scope', async () => {
  const { options } = shop;
  const table = catalogueTable(options.database, 'erased');
  const cut = { ...SCOPE_PARAMETERS, as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
  const countries = async (run: string, tables: typeof options.tables) => {
    const own = { ...shop, options: { ...options, run, tables }, close: async () => {} };
    const warehouse = planningWarehouse(own);
    const query = scopeTo('segment-reporting', {
      name: 'countries',
      sql: 'select country from customers_in_scope where country is not null order by country',
      parseRow: (row) => row,
    });
    const rows = await warehouse.run(query, cut);
    await warehouse.close();
    return rows;
  };
  const before = await countries('before', options.tables);
  expect(before).toEqual([{ country: 'DE' }, { country: 'FR' }, { country: 'IE' }]);
  const queryString = `create table ${table} as select 'c3' as id`;
  const session = { ...options, signal: new AbortController().signal, timeoutMs: 60_000 };
  const statement = { name: 'make', queryString, token: 'x'.repeat(64) };
  await execute({ ...session, pollMs: [1, 20] }, statement);
  const erasures = withErased(options.tables, table);
  const after = await countries('after', { ...options.tables, ...erasures });
  expect(after).toEqual([{ country: 'DE' }, { country: 'IE' }]);
});
