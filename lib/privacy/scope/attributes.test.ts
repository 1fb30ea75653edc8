import { expect, it } from 'vitest';
import * as z from 'zod';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const row = z.object({ said: z.string() });
const query = scopeTo('segment-reporting', {
  name: 'attributes',
  sql: `-- grain: one row per customer and attribute
select entry_channel || ' ' || attribute || ' ' || value as said
from attributes_in_scope
inner join customers_in_scope on attributes_in_scope.customer_id = customers_in_scope.customer_id
order by 1`,
  parseRow: (raw) => row.parse(raw).said,
});

it('tells declared attributes of customers in scope, and no year of birth', async () => {
  const ids = ['ann', 'bob', 'out', 'old'];
  const shop = await shopWarehouse({
    orders: ids.slice(0, 3).map((customer_id) => ({
      order_id: customer_id,
      customer_id,
      channel: customer_id,
      ordered_at: '2026-10-01 10:00:00',
      currency: 'EUR',
      net_amount: 10,
    })),
    customers: [
      { customer_id: 'ann', attributes: { interest: 'tea', plan: 'plus', birth_year: '1980' } },
      { customer_id: 'bob', attributes: null },
      { customer_id: 'out', attributes: { interest: 'tea' } },
      { customer_id: 'old', merged_into: 'ann', attributes: { interest: 'coffee' } },
    ],
    erasures: [{ request_id: 'e', customer_id: 'out', requested_at: '2026-10-20 00:00:00' }],
  });
  const cut = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
  const said = await shop.run(query, { ...SCOPE_PARAMETERS, ...cut });
  await shop.close();
  expect(said).toEqual(['ann interest tea', 'ann plan plus']);
});
