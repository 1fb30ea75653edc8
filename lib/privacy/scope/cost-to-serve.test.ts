import { expect, it } from 'vitest';
import * as z from 'zod';
import {
  SCOPE_PARAMETERS,
  type ShopTables,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const CUT = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
const row = z.object({ who: z.string(), day: z.string(), cents: z.coerce.number() });
/** Customers came by a channel of their own name, since reports may read no id. */
const query = scopeTo('segment-reporting', {
  name: 'costs',
  sql: `-- grain: one row per bearer and day
select
    coalesce(entry_channel, 'nobody') as who,
    cast(cost_date as varchar) as day,
    amount_minor as cents
from cost_to_serve_in_scope
left join customers_in_scope on cost_to_serve_in_scope.customer_id = customers_in_scope.customer_id
order by 2, 1`,
  parseRow: (raw) => row.parse(raw),
});

const ordered = (customer_id: string | null, day: string, i = 0) => ({
  order_id: `${customer_id}-${day}-${i}`,
  customer_id,
  channel: customer_id,
  ordered_at: `${day} 10:00:00`,
  currency: 'EUR',
  net_amount: 10,
});
const cost = (change: NonNullable<ShopTables['cost_to_serve']>[number]) => ({
  period_start_date: '2026-10-01',
  currency: 'EUR',
  cost_type: 'service',
  amount: 10,
  ...change,
});

const ORDERS = [
  ordered('ann', '2026-10-05'),
  ordered('ann', '2026-10-06'),
  ordered('bob', '2026-10-31'),
  ordered('cid', '2026-09-30'),
  ordered('out', '2026-10-07'),
];
const SHOP: ShopTables = {
  orders: ORDERS,
  erasures: [{ request_id: 'e', customer_id: 'out', requested_at: '2026-10-20 00:00:00' }],
};

async function costs(tables: ShopTables, change: Partial<typeof SCOPE_PARAMETERS> = {}) {
  const shop = await shopWarehouse({ ...SHOP, ...tables });
  const rows = await shop.run(query, { ...SCOPE_PARAMETERS, ...CUT, ...change });
  await shop.close();
  return rows.map(({ who, day, cents }) => `${day} ${who} ${cents}`);
}

it('gives a customer their own cost on the last day of a month from its start, merged ids too', async () => {
  const customers = [{ customer_id: 'old', merged_into: 'ann' }, { customer_id: 'ann' }];
  const cost_to_serve = [
    cost({ customer_id: 'ann' }),
    cost({ customer_id: 'old', cost_type: 'visit', amount: 2.5 }),
    cost({ customer_id: 'bob', period_end_date: '2026-10-08' }),
  ];
  expect(await costs({ customers, cost_to_serve })).toEqual([
    '2026-10-07 bob 1000',
    '2026-10-31 ann 1250',
  ]);
});

it('has no cost of the erased, of persons never seen, or of a period that has not ended', async () => {
  const cost_to_serve = [
    cost({ customer_id: 'out' }),
    cost({ customer_id: 'stranger' }),
    cost({ customer_id: 'ann', period_start_date: '2026-10-20' }),
  ];
  expect(await costs({ cost_to_serve })).toEqual([]);
});

it('shares a segment’s cost alike among its customers who ordered in the period', async () => {
  const customers = ['ann', 'bob', 'cid', 'out'].map((customer_id) => ({
    customer_id,
    country: 'IE',
  }));
  const cost_to_serve = [cost({ scheme: 'country', segment: 'IE', amount: 10.01 })];
  expect(await costs({ customers, cost_to_serve })).toEqual([
    '2026-10-31 ann 500',
    '2026-10-31 bob 501',
  ]);
});

it('knows a segment as it was on the last day of the period', async () => {
  const start = { scheme: 'plan', valid_from: '2026-01-01 00:00:00' };
  const change = '2026-10-15 00:00:00';
  const segment_membership = [
    { ...start, customer_id: 'ann', segment: 'basic', valid_to: change },
    { ...start, customer_id: 'ann', segment: 'plus', valid_from: change },
    { ...start, customer_id: 'bob', segment: 'basic' },
  ];
  const cost_to_serve = [cost({ scheme: 'plan', segment: 'basic' })];
  expect(await costs({ segment_membership, cost_to_serve })).toEqual(['2026-10-31 bob 1000']);
});

it('shares by orders, guests’ too, and by tickets, and loses no cent', async () => {
  const orders = [...ORDERS, ordered(null, '2026-10-09')];
  const support_tickets = ['ann', 'ann', 'cid', 'out', null].map((customer_id, i) => ({
    ticket_id: `t${i}`,
    customer_id,
    category: 'login',
    opened_at: '2026-10-12 09:00:00',
  }));
  const byOrders = [cost({ driver: 'orders', amount: 0.07 })];
  // ann 2 of 4 orders, bob 1, the guest 1: 3.5 of 7, then 5.25, then 7, cut to whole cents.
  expect(await costs({ orders, cost_to_serve: byOrders })).toEqual([
    '2026-10-31 ann 3',
    '2026-10-31 bob 2',
    '2026-10-31 nobody 2',
  ]);
  const byTickets = [cost({ driver: 'tickets', amount: 0.07 })];
  expect(await costs({ support_tickets, cost_to_serve: byTickets })).toEqual([
    '2026-10-31 ann 3',
    '2026-10-31 cid 2',
    '2026-10-31 nobody 2',
  ]);
});

it('leaves to nobody what no one can bear', async () => {
  const cost_to_serve = [
    cost({ driver: 'pallets' }),
    cost({ scheme: 'country', segment: 'MT', cost_type: 'visit' }),
  ];
  expect(await costs({ cost_to_serve })).toEqual(['2026-10-31 nobody 2000']);
});

it('converts at the rate of the last day and knows no cost without one', async () => {
  const fx_rates = [{ rate_date: '2026-10-31', base: 'GBP', quote: 'EUR', rate: 1.25 }];
  const pounds = cost({ customer_id: 'ann', currency: 'GBP' });
  expect(await costs({ fx_rates, cost_to_serve: [pounds] })).toEqual(['2026-10-31 ann 1250']);
  expect(await costs({ cost_to_serve: [pounds] })).toEqual([]);
});

it('takes large costs over many orders without a loss', async () => {
  const orders = Array.from({ length: 300 }, (_, i) => ordered(`c${i}`, '2026-10-05', i));
  const cost_to_serve = [cost({ driver: 'orders', amount: 98_765_432_109.87 })];
  const rows = await costs({ orders, cost_to_serve });
  const cents = rows.map((text) => Number(text.split(' ')[2]));
  expect(cents.reduce((sum, own) => sum + own, 0)).toBe(9_876_543_210_987);
  expect(Math.max(...cents) - Math.min(...cents)).toBeLessThanOrEqual(1);
});
