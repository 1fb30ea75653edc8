import { expect, it } from 'vitest';
import * as z from 'zod';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const row = z.object({ day: z.string(), mrr: z.coerce.number(), who: z.string() });
const query = scopeTo('segment-reporting', {
  name: 'subscriptions',
  sql: `-- grain: one row per customer and day on which what they pay a month changed
select customers_in_scope.entry_channel as who, cast(change_date as varchar) as day, mrr_minor as mrr
from subscriptions_in_scope
inner join customers_in_scope on subscriptions_in_scope.customer_id = customers_in_scope.customer_id
order by 1, 2`,
  parseRow: (raw) => row.parse(raw),
});

/** Everyone came by a channel of their own name. */
const paid = (customer_id: string) => ({
  ...{ order_id: `order-${customer_id}`, customer_id, channel: customer_id, currency: 'EUR' },
  ...{ ordered_at: '2026-05-01 10:00:00', net_amount: 10 },
});

const starts = (customer_id: string, day: string, price: number) => ({
  ...{ subscription_id: `s-${customer_id}`, customer_id, effective_at: `${day} 09:00:00` },
  ...{ mrr_before: 0, mrr_after: price, currency: 'EUR', status: 'active' },
});

const CUT = { ...SCOPE_PARAMETERS, as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };

it('holds who may be processed, under the id they were merged into, before the cut', async () => {
  const warehouse = await shopWarehouse({
    orders: ['allowed', 'erased', 'staff', 'kept', 'later'].map(paid),
    customers: [
      { customer_id: 'old', merged_into: 'kept' },
      { customer_id: 'staff', is_internal: true },
    ],
    erasures: [{ request_id: 'r', customer_id: 'erased', requested_at: '2026-09-01 00:00:00' }],
    subscriptions: [
      ...['allowed', 'erased', 'staff', 'stranger'].map((id) => starts(id, '2026-06-01', 10)),
      starts('old', '2026-06-01', 10),
      starts('kept', '2026-07-01', 15),
      starts('later', '2026-11-16', 10),
    ],
  });
  const found = await warehouse.run(query, CUT);
  await warehouse.close();
  expect(found).toEqual([
    { who: 'allowed', day: '2026-06-01', mrr: 1000 },
    { who: 'kept', day: '2026-06-01', mrr: 1000 },
    { who: 'kept', day: '2026-07-01', mrr: 2500 },
  ]);
});

it('ends who stays past due on the policy date, unless it lies after the cut', async () => {
  const due = (id: string, day: string) => ({ ...starts(id, day, 10), status: 'past_due' });
  const warehouse = await shopWarehouse({
    orders: ['long', 'short'].map(paid),
    subscriptions: [due('long', '2026-10-16'), due('short', '2026-10-18')],
  });
  const found = await warehouse.run(query, CUT);
  await warehouse.close();
  expect(found).toEqual([
    { who: 'long', day: '2026-10-16', mrr: 1000 },
    { who: 'long', day: '2026-11-15', mrr: 0 },
    { who: 'short', day: '2026-10-18', mrr: 1000 },
  ]);
});
