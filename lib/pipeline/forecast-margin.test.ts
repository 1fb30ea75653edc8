import { expect, it } from 'vitest';
import { generatedShop } from '../../test/fixtures/generated-shop.ts';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  shopWarehouse,
} from '../../test/fixtures/shop-warehouse.ts';
import { forecastMargin } from './forecast-margin.ts';

const AS_OF = '2026-11-16';
const scopeOf = (change: ScopeParameters = {}) => ({
  ...SCOPE_PARAMETERS,
  ...change,
  as_of: AS_OF,
  as_of_utc: `${AS_OF} 00:00:00`,
});
const shop = generatedShop({ customers: 60, ordersEach: 5, guests: 0.2 });
const ERASED = new Set(['c0', 'c1', 'c2']);
const erasures = [...ERASED].map((customer_id) => ({
  request_id: `request-${customer_id}`,
  customer_id,
  requested_at: '2026-11-20 00:00:00',
  effective_at: '2026-11-20 00:00:00',
}));

it('is contribution over net sales of customers in scope, refunds taken off both, as plain loops', async () => {
  const warehouse = await shopWarehouse({ ...shop.tables, erasures });
  const margin = await forecastMargin(warehouse, { basis: 'costs', margin: 1 }, scopeOf());
  await warehouse.close();
  const isIn = (customer: string | null) => customer !== null && !ERASED.has(customer);
  let sales = 0;
  let costs = 0;
  for (const { counts, customer, date, net, shipping, cogs, fulfilment } of shop.orders)
    if (counts && isIn(customer) && date < AS_OF) {
      sales += net;
      costs += cogs + fulfilment - shipping;
    }
  for (const { order, date, amount } of shop.refunds)
    if (order.counts && isIn(order.customer) && date < AS_OF) sales -= amount;
  expect(margin).toBeCloseTo((sales - costs) / sales, 12);
});

it('is the assumed share or 1 where orders carry no costs, without a look at them', async () => {
  const warehouse = await shopWarehouse({});
  await warehouse.close();
  const assumed = { basis: 'assumed', margin: 0.4 } as const;
  expect(await forecastMargin(warehouse, assumed, scopeOf())).toBe(0.4);
  const revenue = { basis: 'revenue', margin: 1 } as const;
  expect(await forecastMargin(warehouse, revenue, scopeOf())).toBe(1);
});

it("is the rule's where nothing was sold", async () => {
  const warehouse = await shopWarehouse({});
  expect(await forecastMargin(warehouse, { basis: 'costs', margin: 1 }, scopeOf())).toBe(1);
  await warehouse.close();
});
