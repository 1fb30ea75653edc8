import { describe, expect, it } from 'vitest';
import { STANDARD_COLUMNS } from './column.ts';
import { isTableName, landedColumns, TABLE_NAMES, tableContract } from './tables.ts';

const CLASSES = ['identifier', 'quasi', 'behavioural', 'freeText', 'money', 'none'];

it('has the tables of the contract, each under its own name', () => {
  expect(TABLE_NAMES).toHaveLength(27);
  expect(TABLE_NAMES.map((name) => tableContract(name).name)).toEqual(TABLE_NAMES);
  expect(TABLE_NAMES.slice(0, 4)).toEqual(['orders', 'order_items', 'products', 'refunds']);
  expect([isTableName('orders'), isTableName('toString'), isTableName('Orders')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('needs four columns of an order and nothing else', () => {
  const needed = landedColumns('orders').filter(({ required }) => required === 'required');
  expect(needed.map(({ name }) => name)).toEqual([
    'customer_id',
    'ordered_at',
    'currency',
    'net_amount',
  ]);
});

describe.each(TABLE_NAMES)('%s', (name) => {
  const table = tableContract(name);
  const columns = landedColumns(name);
  const names = columns.map((column) => column.name);

  it('classes every column in the data map', () => {
    expect(columns.filter((column) => !CLASSES.includes(column.class))).toEqual([]);
    const amounts = columns.filter(({ type }) => type === 'money');
    expect(amounts.filter((column) => column.class !== 'money')).toEqual([]);
    const persons = columns.filter(({ personal }) => personal === true);
    expect(persons.filter((column) => column.class !== 'identifier')).toEqual([]);
  });

  it('names each column once, in snake case, with the standard ones at the end', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((column) => !/^[a-z]+(_[a-z0-9]+)*$/.test(column))).toEqual([]);
    expect(names.slice(-4)).toEqual(['source', 'updated_at', 'ingested_at', 'op']);
    expect(STANDARD_COLUMNS.every(({ required }) => required === 'derived')).toBe(true);
  });

  it('builds key, event time and alternatives of its own columns', () => {
    const used = [...table.key, ...(table.anyOf ?? []).flat(), table.eventTime ?? table.key[0]];
    expect(used.filter((column) => !names.includes(column ?? ''))).toEqual([]);
    expect(table.key.length).toBeGreaterThan(0);
  });

  it('lists the values of its closed lists, and dates end in _date', () => {
    expect(
      columns.filter(({ type, values }) => (type === 'enum') !== (values !== undefined)),
    ).toEqual([]);
    expect(
      columns.filter(({ type, name: column }) => (type === 'date') !== column.endsWith('_date')),
    ).toEqual([]);
  });
});
