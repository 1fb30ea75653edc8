import { expect, it } from 'vitest';
import * as z from 'zod';
import { type Query, type ScopedQuery, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { QueryError, type Warehouse } from '#lib/warehouse/warehouse.ts';
import type { ShopTables } from '../fixtures/shop-warehouse.ts';
import { CUT, type Opened, scoped } from './asked.ts';
import { givesValues, takesParameters } from './warehouse-values-contract.ts';

/** Opens a warehouse over tables of the contract and a calendar. */
export type OpenWarehouse = (tables: ShopTables) => Promise<Warehouse>;

const order = (order_id: string, customer_id: string, net_amount: number) => ({
  order_id,
  customer_id,
  ordered_at: '2026-11-02 10:00:00',
  currency: 'EUR',
  net_amount,
  channel: customer_id,
});

const SHOP: ShopTables = {
  orders: [order('o1', 'c1', 10), order('o2', 'c2', 5)],
  consents: ['c1', 'c2'].map((customer_id) => ({
    customer_id,
    purpose: customer_id === 'c1' ? 'segment-reporting' : 'model-fitting',
    status: 'granted',
    effective_at: '2026-01-01 00:00:00',
  })),
};

const counted = z.object({ customers: z.coerce.number() });
const count = (sql: string): Query<number> => ({
  name: 'count',
  sql,
  parseRow: (raw) => counted.parse(raw).customers,
});

/** What every warehouse does, whatever runs its SQL. Opens one over a shop of two orders when the first test runs. */
export function warehouseContract(open: OpenWarehouse): void {
  let opened: Promise<Warehouse> | undefined;
  const warehouse = () => {
    opened ??= open(SHOP);
    return opened;
  };
  scopes(warehouse);
  givesValues(warehouse);
  takesParameters(warehouse);
  inspects(warehouse);
  fails(warehouse);
  it('closes', async () => (await warehouse()).close());
}

const EVERYONE = '-- grain: one row\nselect count(*) as customers from customers_in_scope';

function scopes(warehouse: Opened) {
  it('answers a scoped query and keeps the order it asks for', async () => {
    const sql =
      '-- grain: one row per order\nselect net_minor as customers from orders_in_scope order by 1 desc';
    const rows = await (await warehouse()).run(scopeTo('segment-reporting', count(sql)), CUT);
    expect(rows).toEqual([1000, 500]);
  });

  it('sees other customers under another scope, not the rows it kept for the first', async () => {
    const all = scopeTo('segment-reporting', count(EVERYONE));
    const run = async (change: object) => (await warehouse()).run(all, { ...CUT, ...change });
    expect(await run({})).toEqual([2]);
    expect(await run({ as_of_utc: '2026-11-01 00:00:00' })).toEqual([0]);
    expect(await run({ lawful_basis: 'consents' })).toEqual([1]);
    expect(await run({})).toEqual([2]);
  });

  it('sees for each purpose those who agreed to it', async () => {
    const sql =
      '-- grain: one row per customer\nselect min(entry_channel) as buyer from customers_in_scope';
    const query = { name: 'buyer', sql, parseRow: (row: unknown) => row };
    const parameters = { ...CUT, lawful_basis: 'consents' };
    const open = await warehouse();
    const reported = await open.run(scopeTo('segment-reporting', query), parameters);
    const fitted = await open.run(scopeTo('model-fitting', query), parameters);
    expect([reported, fitted]).toEqual([[{ buyer: 'c1' }], [{ buyer: 'c2' }]]);
  });

  it('runs nothing that did not come through the door', async () => {
    const forged = {
      purpose: 'segment-reporting',
      query: { name: 'x', sql: 'select 1', parseRow: String },
      relations: [],
    };
    const run = (await warehouse()).run;
    // biome-ignore lint/plugin: a test of what happens when the types are cheated
    await expect(run(forged as unknown as ScopedQuery<string>, {})).rejects.toThrow(TypeError);
  });

  it('answers many questions at once', async () => {
    const open = await warehouse();
    const asked = Array.from({ length: 40 }, (_, i) =>
      open.run(scoped(`select count(*) + ${i} as n from orders_in_scope`), CUT),
    );
    expect(await Promise.all(asked)).toEqual(
      Array.from({ length: 40 }, (_, i) => [{ n: String(i + 2) }]),
    );
  });
}

function inspects(warehouse: Opened) {
  it('inspects landed tables, delivered or not', async () => {
    const open = await warehouse();
    const sql =
      'select count(*) as n, sum(net_amount) as amount, max(:limit) as top, (select sum(amount) from refunds) as none from orders';
    const counts = await open.inspect({ name: 'orders', sql }, { limit: 3 });
    expect(counts).toEqual({ n: 2, amount: 15, top: 3, none: null });
  });
}

function fails(warehouse: Opened) {
  it.each([
    ['a cast', `select cast('rosa.example' as integer) as n`],
    ['a name', 'select rosa_example from orders_in_scope'],
  ])(
    'names the query and the kind of failure of %s, never what the engine quotes',
    async (_, sql) => {
      const failed = await (await warehouse())
        .run(scoped(sql, 'wrong'), CUT)
        .catch((error) => error);
      expect(failed).toBeInstanceOf(QueryError);
      expect(failed.message).toMatch(/^query "wrong" failed: [A-Z_]+$/);
      expect(failed.message).not.toMatch(/rosa/i);
    },
  );

  it('goes on after a failure', async () => {
    const all = scopeTo('segment-reporting', count(EVERYONE));
    expect(await (await warehouse()).run(all, CUT)).toEqual([2]);
  });

  it('names a query without a value for a parameter', async () => {
    const missing = (await warehouse()).inspect({ name: 'asked', sql: 'select :missing as n' }, {});
    await expect(missing).rejects.toThrow(QueryError);
    await expect(missing).rejects.toThrow('query "asked" failed');
  });
}
