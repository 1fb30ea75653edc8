import { describe, expect, it } from 'vitest';
import { SCOPE_RELATIONS } from './scope-relations.ts';
import { assertScoped, relationsOf, scopeTo } from './scoped-query.ts';

const query = (sql: string) => ({ name: 'test', sql, parseRow: (row: unknown) => row });

describe('the door in', () => {
  it('lets in queries over relations in scope, each relation after those it reads', () => {
    const scoped = scopeTo('segment-reporting', query('select * from movements_in_scope'));
    expect(scoped.relations.map(({ name }) => name)).toEqual([
      'spot_rates',
      'local_days',
      'paid_orders',
      'acquisitions',
      'denied_buyers',
      'customers_in_scope',
      'orders_in_scope',
      'refunds_in_scope',
      'movements_in_scope',
    ]);
  });

  it.each([
    ['a landed table', 'select * from orders'],
    ['a landed table in a join', 'select 1 from orders_in_scope inner join customers on true'],
    ['a landed table in a CTE', 'with x as (select * from orders) select * from x'],
    ['a landed table in a sub-select', 'select * from (select * from orders) as x'],
    ['a landed table after a comma', 'select * from orders_in_scope, orders'],
    ['a landed table after an alias and a comma', 'select * from orders_in_scope as o, orders'],
    ['a quoted name', 'select * from "orders"'],
    ['another schema', 'select * from main.orders'],
    ['a file', `select * from 'data.parquet'`],
    ['a file function', `select * from read_parquet('x')`],
    ['upper case', 'SELECT * FROM ORDERS'],
  ])('refuses %s', (_, sql) => {
    expect(() => scopeTo('segment-reporting', query(sql))).toThrow(
      /may read only relations that end in _in_scope/,
    );
  });

  it('does not take comments and texts for relations', () => {
    expect(relationsOf(`select 'x from orders' -- from orders\nfrom orders_in_scope`)).toEqual([
      'orders_in_scope',
    ]);
  });

  it('does not take a look-alike for a scoped query', () => {
    const forged = {
      purpose: 'segment-reporting',
      query: query('select * from orders'),
      relations: [],
    };
    // biome-ignore lint/plugin: a test of what happens when the types are cheated
    expect(() => assertScoped(forged as never)).toThrow(TypeError);
  });
});

it('gives each relation a grain', () => {
  for (const { sql } of SCOPE_RELATIONS) expect(sql).toMatch(/^-- grain: one row per/);
});
