import { expect, it } from 'vitest';
import type { Fact } from '#lib/metrics/metric.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { shopContext } from '../../test/fixtures/shop-warehouse.ts';
import { factLoader } from './measure.ts';

const context = shopContext('2026-11-16');

const fact = (applies?: Fact<unknown>['applies']): Fact<unknown> => ({
  query: { name: 'ones', sql: 'select 1 as one from orders_in_scope', parseRow: (row) => row },
  parameters: () => ({}),
  ...(applies && { applies }),
});

function counting() {
  const asked: string[] = [];
  const warehouse: Warehouse = {
    run: ({ query }) => {
      asked.push(query.name);
      return Promise.resolve([query.parseRow({ one: 1 })]);
    },
    inspect: () => Promise.reject(new Error('inspected')),
    close: () => Promise.resolve(),
  };
  return { asked, warehouse };
}

it('asks once what several metrics want', async () => {
  const { asked, warehouse } = counting();
  const load = factLoader(warehouse, {})(context);
  expect(await Promise.all([load(fact()), load(fact())])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  expect(asked).toEqual(['ones']);
});

it('does not ask what the tables supplied cannot answer', async () => {
  const { asked, warehouse } = counting();
  const needs = fact(({ supplied }) => supplied.has('loyalty_ledger'));
  const load = factLoader(warehouse, {});
  expect(await load(context)(needs)).toEqual([]);
  expect(asked).toEqual([]);
  const supplied = { ...context, supplied: new Set(['loyalty_ledger']) };
  expect(await load(supplied)(needs)).toEqual([{ one: 1 }]);
});
