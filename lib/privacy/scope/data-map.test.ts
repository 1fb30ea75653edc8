import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASED_TABLES } from '#lib/contract/landed-relation.ts';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import { bindParameters } from '#lib/warehouse/bind-parameters.ts';
import { withRelations } from '#lib/warehouse/scoped-sql.ts';
import trinoMacros from '#lib/warehouse/trino-macros.sql';
import {
  calendarStatements,
  SCOPE_PARAMETERS,
  tableStatements,
} from '../../../test/fixtures/shop-warehouse.ts';
import { mayRead, PURPOSES, type Purpose } from './purposes.ts';
import { classedColumns, isInScope, SCOPE_COLUMNS } from './scope-columns.ts';
import { SCOPE_RELATIONS } from './scope-relations.ts';
import { relationsReadBy, scopeTo } from './scoped-query.ts';

const IN_SCOPE = SCOPE_RELATIONS.filter(({ name }) => name.endsWith('_in_scope'));
const CUT = { ...SCOPE_PARAMETERS, purpose: 'segment-reporting', as_of: '2026-11-16' };
const PARAMETERS = { ...CUT, as_of_utc: '2026-11-16 00:00:00', schemes: 'country' };

describe('the data map', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    await connection.run(trinoMacros);
    const tables = TABLE_NAMES.filter((name) => name !== 'calendar');
    for (const sql of tables.flatMap((name) => tableStatements(name, [])))
      await connection.run(sql);
    for (const sql of RELEASED_TABLES.flatMap((name) =>
      tableStatements(name, [], `released_${name}`),
    ))
      await connection.run(sql);
    for (const sql of calendarStatements('month')) await connection.run(sql);
  });
  afterAll(() => connection.closeSync());

  it.each(IN_SCOPE)('classes every column of $name, and none that it has not', async ({ name }) => {
    const sql = `select * from ${name} limit 0`;
    const bound = bindParameters(
      withRelations(sql, relationsReadBy(sql, SCOPE_RELATIONS)),
      PARAMETERS,
    );
    const found = (await connection.run(bound.sql, bound.values)).columnNames();
    expect(isInScope(name) ? classedColumns(name).map(([column]) => column) : []).toEqual(found);
  });

  it('classes every relation in scope', () => {
    expect(Object.keys(SCOPE_COLUMNS).sort()).toEqual(IN_SCOPE.map(({ name }) => name).sort());
  });
});

const query = (sql: string) => ({ name: 'test', sql, parseRow: (row: unknown) => row });

/** Ways to read the id that a company knows its customer by. */
const REFUSED = [
  ['by name', 'select buyer_id from customers_in_scope'],
  [
    'with its relation',
    'select count(distinct customers_in_scope.buyer_id) from customers_in_scope',
  ],
  ['quoted', 'select "buyer_id" from customers_in_scope'],
  ['in capitals', 'select BUYER_ID from customers_in_scope'],
  ['to join by', 'select 1 from atoms_in_scope inner join customers_in_scope on buyer_id = atom'],
  ['by all columns', 'select * from customers_in_scope'],
  ['by all columns and one', 'select *, 1 as one from customers_in_scope'],
  [
    'by all columns of a join',
    'select * from atoms_in_scope inner join customers_in_scope on true',
  ],
  [
    'by all columns of an alias',
    'select atom, c.* from atoms_in_scope join customers_in_scope as c on true',
  ],
  ['in a CTE', 'with a as (select buyer_id as b from customers_in_scope) select b from a'],
  ['in a CTE of all', 'with a as (select distinct * from customers_in_scope) select 1 from a'],
];

/** What only looks like that. */
const TAKEN = [
  ['a column of its own', 'with a as (select 1 as one from customers_in_scope) select a.* from a'],
  ['a count', 'select count(*) as n, 2 * 3 as six from customers_in_scope'],
  ['a comment', 'select 1 as one from customers_in_scope -- buyer_id'],
  ['a text', `select 'buyer_id' as name from customers_in_scope`],
  ['a parameter', 'select :buyer_id as name from customers_in_scope'],
  ['the column of another relation', 'select value_minor as buyer_id from purchase_days_in_scope'],
];

describe('columns that a purpose may not read', () => {
  it.each(REFUSED)('are refused %s', (_, sql = '') => {
    expect(() => scopeTo('segment-reporting', query(sql))).toThrow(
      /reads buyer_id, which segment-/,
    );
    expect(() => scopeTo('customer-scoring', query(sql))).not.toThrow(/reads buyer_id/);
  });

  it.each(TAKEN)('are not taken for %s', (_, sql = '') => {
    expect(() => scopeTo('segment-reporting', query(sql))).not.toThrow();
  });

  it('are those of other classes, and identifiers that the purpose does not list', () => {
    const readable = (purpose: Purpose) =>
      classedColumns('customers_in_scope').flatMap(([name, dataClass]) =>
        mayRead(purpose, name, dataClass) ? [name] : [],
      );
    const behaviour = ['acquired_date', 'acquired_month', 'entry_channel'];
    const all = ['customer_id', ...behaviour, 'country', 'type', 'acquisition_known'];
    expect(readable('segment-reporting')).toEqual(all);
    expect(readable('model-fitting')).toEqual(all);
    expect(readable('customer-scoring')).toEqual([
      'customer_id',
      'buyer_id',
      ...behaviour,
      'acquisition_known',
    ]);
  });

  it('are all free texts, whatever the purpose', () => {
    for (const { classes } of Object.values(PURPOSES)) expect(classes).not.toContain('freeText');
  });
});
