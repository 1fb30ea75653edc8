import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderSystem } from '#lib/privacy/gate/system.ts';
import { withheldBy } from '#lib/privacy/gate/tables.fixture.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { loadFrom, shopContext, shopWarehouse } from '../../../../test/fixtures/shop-warehouse.ts';
import { type StockRules, stockCells, stockParameters, stockQuery } from './stock-cells.ts';

const context = shopContext('2026-11-16');

/** Customer n holds n at each close, but for those whom `changed` gives 7 more at the last. */
const holdings = (customers: number, changed: number) => `-- grain: one row per customer and close
select
    cast(number as varchar) as customer_id,
    'points' as measure,
    close.period,
    100 + number + case when close.period = cast(:month as integer) and number <= ${changed} then 7 else 0 end as amount
from unnest(sequence(1, ${customers})) as listed(number)
cross join (
    values (cast(:month as integer)), (cast(:prior_month as integer)), (cast(:year_ago_month as integer))
) as close(period)`;

const rules = (): StockRules => ({
  kind: 'sum',
  signed: false,
  behavioural: false,
  countMeasure: null,
});

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({});
});
afterAll(() => warehouse.close());

const stocksOf = async (changed: number) => {
  const query = stockQuery('points', holdings(30, changed));
  const rows = await loadFrom(warehouse, context)({ query, parameters: stockParameters });
  return stockCells(rows, rules, context);
};

it('ties each earlier close to the last by those whose stock changed', async () => {
  const stocks = await stocksOf(12);
  expect(() => orderSystem({ ...stocks, printable: new Set() })).not.toThrow();
  const before = 30 * 100 + (30 * 31) / 2;
  expect(stocks.at('points', context.priorMonth)?.total).toBe(before);
  expect(stocks.at('points', context.month)?.total).toBe(before + 12 * 7);
  const changes = stocks.cells.filter(({ measure }) => measure === 'points-change');
  expect(changes).toHaveLength(2);
  for (const change of changes)
    expect(change).toMatchObject({ customers: 12, total: 84, absolute: 84, largest: [7, 7] });
});

it('withholds a stock that few changed since it was last printed, and shows one that many did', async () => {
  const shown = async (changed: number) => {
    const { cells, equations, at } = await stocksOf(changed);
    const [now, ...before] = [context.month, context.priorMonth, context.yearAgoMonth].flatMap(
      (month) => at('points', month)?.key ?? [],
    );
    const withheld = await withheldBy({
      cells,
      equations,
      printable: new Set([now ?? '', ...before]),
      frozen: new Map(before.map((key) => [key, true])),
    });
    return withheld.filter((name) => name === 'points');
  };
  expect(await shown(12)).toEqual([]);
  expect(await shown(3)).toEqual(['points']);
});

it('ties nothing to a close at which nobody held any', () => {
  const row = { measure: 'points', scheme: 'all', segment: 'all', age: null } as const;
  const of = { customers: 20, total: 200, absolute: 200, largest: 10, second: 10 };
  const rows = [
    { ...row, ...of, period: context.month },
    { ...row, ...of, measure: 'points-change', period: context.priorMonth },
  ];
  expect(stockCells(rows, rules, context).equations).toEqual([]);
});
