import { expect, it } from 'vitest';
import * as z from 'zod';
import {
  SCOPE_PARAMETERS,
  type ShopTables,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const CUT = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
const row = z.object({ held: z.string() });
/** Customers came by a channel of their own name, since reports may read no id. */
const query = (sql: string) =>
  scopeTo('segment-reporting', {
    name: 'held',
    sql: `-- grain: one row per product\n${sql}`,
    parseRow: (raw) => row.parse(raw).held,
  });
const bought = query(`select
    entry_channel || ' ' || product_id || ' ' || coalesce(family, '-') || ' '
    || coalesce(cast(returned_date as varchar), 'kept') as held
from order_items_in_scope
inner join customers_in_scope on order_items_in_scope.customer_id = customers_in_scope.customer_id
order by 1`);
const subscribed = query(`select
    entry_channel || ' ' || product_id || ' ' || cast(from_date as varchar) || ' '
    || coalesce(cast(until_date as varchar), 'on') as held
from subscribed_products_in_scope
inner join customers_in_scope on subscribed_products_in_scope.customer_id = customers_in_scope.customer_id
order by 1`);

const ordered = (order_id: string, customer_id: string | null, more = {}) => ({
  order_id,
  customer_id,
  channel: customer_id,
  ordered_at: '2026-10-05 10:00:00',
  currency: 'EUR',
  net_amount: 10,
  ...more,
});
const line = (order_item_id: string, order_id: string, more = {}) => ({
  order_item_id,
  order_id,
  product_id: `p${order_item_id}`,
  quantity: 2,
  net_amount: 5,
  ...more,
});
const refund = (refund_id: string, order_id: string, more = {}) => ({
  refund_id,
  order_id,
  refunded_at: '2026-10-20 10:00:00',
  amount: 1,
  currency: 'EUR',
  ...more,
});
const OUT: ShopTables = {
  customers: [
    { customer_id: 'ann' },
    { customer_id: 'old', merged_into: 'ann' },
    { customer_id: 'staff', is_internal: true },
  ],
  erasures: [{ request_id: 'e', customer_id: 'gone', requested_at: '2026-10-20 00:00:00' }],
};

async function held(of: typeof bought, tables: ShopTables) {
  const shop = await shopWarehouse({ ...OUT, ...tables });
  const rows = await shop.run(of, { ...SCOPE_PARAMETERS, ...CUT });
  await shop.close();
  return rows;
}

it('has lines of customers in scope, merged ids under one, and of nobody else', async () => {
  const orders = [
    ordered('a', 'ann'),
    ordered('o', 'old'),
    ordered('s', 'staff'),
    ordered('g', 'gone'),
    ordered('n', null),
    ordered('x', 'ann', { status: 'cancelled' }),
    ordered('l', 'ann', { ordered_at: '2026-11-16 10:00:00' }),
  ];
  const order_items = [
    ...['a', 'o', 's', 'g', 'n', 'x', 'l'].map((id) => line(id, id)),
    line('card', 'a', { is_gift_card: true }),
  ];
  expect(await held(bought, { orders, order_items })).toEqual(['ann pa - kept', 'ann po - kept']);
});

it('names the newest family, and the category of the line or the catalogue where there is none', async () => {
  const orders = [ordered('a', 'ann')];
  const order_items = [line('1', 'a'), line('2', 'a', { category: 'own' }), line('3', 'a')];
  const products = [
    { product_id: 'p1', family: 'first', valid_from: '2025-01-01 00:00:00' },
    { product_id: 'p1', family: 'second', valid_from: '2026-01-01 00:00:00' },
    { product_id: 'p1', family: 'later', valid_from: '2026-12-01 00:00:00' },
    { product_id: 'p2', category: 'theirs' },
    { product_id: 'p3', category: 'theirs' },
  ];
  expect(await held(bought, { orders, order_items, products })).toEqual([
    'ann p1 second kept',
    'ann p2 own kept',
    'ann p3 theirs kept',
  ]);
});

it('sends back a line that a refund names whole, and all of an order refunded in full', async () => {
  const orders = [ordered('a', 'ann'), ordered('b', 'ann'), ordered('c', 'ann')];
  const order_items = [
    line('1', 'a'),
    line('2', 'a'),
    line('3', 'a'),
    line('4', 'b'),
    line('5', 'b'),
    line('6', 'c'),
  ];
  const refunds = [
    refund('1', 'a', { order_item_id: '1' }),
    refund('2', 'a', { order_item_id: '2', quantity: 1 }),
    refund('3', 'a', { order_item_id: '3', kind: 'goodwill' }),
    refund('4', 'b', { amount: 6 }),
    refund('5', 'b', { amount: 4, refunded_at: '2026-10-25 10:00:00' }),
    refund('6', 'c', { amount: 10, refunded_at: '2026-11-20 10:00:00' }),
  ];
  expect(await held(bought, { orders, order_items, refunds })).toEqual([
    'ann p1 - 2026-10-20',
    'ann p2 - kept',
    'ann p3 - kept',
    'ann p4 - 2026-10-25',
    'ann p5 - 2026-10-25',
    'ann p6 - kept',
  ]);
});

it('has paid stretches of subscriptions of customers in scope, merged ids under one', async () => {
  const change = (place: string, day: string, more = {}) => ({
    subscription_id: place.slice(0, 1),
    customer_id: place.slice(2),
    effective_at: `${day} 00:00:00`,
    mrr_before: 0,
    mrr_after: 9,
    currency: 'EUR',
    product_id: 'plan',
    ...more,
  });
  const subscriptions = [
    change('1 ann', '2026-01-01', { status: 'trial' }),
    change('1 ann', '2026-02-01'),
    change('1 ann', '2026-03-01', { product_id: 'more' }),
    change('1 ann', '2026-04-01', { mrr_after: 0, status: 'ended' }),
    change('2 old', '2026-05-01'),
    change('2 old', '2026-12-01', { mrr_after: 0 }),
    change('3 gone', '2026-05-01'),
    change('4 staff', '2026-05-01'),
    change('5 ann', '2026-05-01', { product_id: null }),
  ];
  const orders = [ordered('a', 'ann'), ordered('g', 'gone'), ordered('s', 'staff')];
  expect(await held(subscribed, { orders, subscriptions })).toEqual([
    'ann more 2026-03-01 2026-04-01',
    'ann plan 2026-02-01 2026-03-01',
    'ann plan 2026-05-01 on',
  ]);
});
