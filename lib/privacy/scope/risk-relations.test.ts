import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const CUT = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };

/** Customers came by a channel of their own name, since reports may read no id. */
const paid = (customer_id: string) => ({
  order_id: `order-${customer_id}`,
  customer_id,
  channel: customer_id,
  ordered_at: '2026-01-01 10:00:00',
  currency: 'EUR',
  net_amount: 10,
});
const PEOPLE = ['ann', 'bob', 'erased', 'objected', 'staff', 'never-bought', 'old-bob', 'unknown'];
const invoice = (invoice_id: string, customer_id: string, more = {}) => ({
  invoice_id,
  customer_id,
  issued_at: '2026-10-01 10:00:00',
  due_at: '2026-10-15 10:00:00',
  amount: 10,
  currency: 'EUR',
  ...more,
});
const ticket = (customer_id: string | null, more = {}) => ({
  ticket_id: `t-${customer_id}`,
  customer_id,
  opened_at: '2026-10-01 10:00:00',
  category: 'delivery',
  ...more,
});
const change = (customer_id: string, more = {}) => ({
  subscription_id: `s-${customer_id}`,
  customer_id,
  effective_at: '2026-10-01 10:00:00',
  mrr_before: 10,
  mrr_after: 0,
  currency: 'EUR',
  ...more,
});

const who = z.object({ who: z.string() });
const whoIn = (relation: string) =>
  scopeTo('segment-reporting', {
    name: 'who',
    sql: `-- grain: one row per row of ${relation}
select entry_channel as who
from ${relation}
inner join customers_in_scope on ${relation}.customer_id = customers_in_scope.customer_id
order by 1`,
    parseRow: (raw) => who.parse(raw).who,
  });

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse({
    orders: ['ann', 'bob', 'erased', 'objected', 'staff'].map(paid),
    customers: [
      { customer_id: 'staff', is_internal: true },
      { customer_id: 'old-bob', merged_into: 'bob' },
    ],
    erasures: ['erased', 'objected'].map((customer_id) => ({
      request_id: customer_id,
      customer_id,
      requested_at: '2026-11-01 00:00:00',
      scope: customer_id === 'erased' ? 'delete' : 'object',
    })),
    invoices: [
      ...PEOPLE.map((id) => invoice(`v-${id}`, id)),
      invoice('after the cut', 'ann', { issued_at: '2026-11-16 00:00:00' }),
      invoice('void', 'ann', { status: 'void' }),
      invoice('no rate', 'ann', { currency: 'USD' }),
      invoice('with a rate', 'ann', { currency: 'GBP' }),
    ],
    fx_rates: [{ rate_date: '2026-10-01', base: 'GBP', quote: 'EUR', rate: 1.15 }],
    support_tickets: [
      ...PEOPLE.map((id) => ticket(id)),
      ticket(null),
      ticket('ann', { ticket_id: 'after the cut', opened_at: '2026-11-16 00:00:00' }),
    ],
    subscriptions: [
      ...PEOPLE.map((id) => change(id)),
      change('ann', { subscription_id: 'after the cut', effective_at: '2026-11-16 00:00:00' }),
    ],
  });
});
afterAll(() => warehouse.close());

const run = (relation: string, parameters = {}) =>
  warehouse.run(whoIn(relation), { ...SCOPE_PARAMETERS, ...CUT, ...parameters });

/** Twice each: an id merged into another is that other one; and an invoice in pounds has a rate. */
const RELATIONS = [
  ['invoices_in_scope', ['ann', 'ann', 'bob', 'bob']],
  ['support_tickets_in_scope', ['ann', 'bob', 'bob']],
  ['subscription_notices_in_scope', ['ann', 'bob', 'bob']],
] as const;

describe.each(RELATIONS)('%s', (relation, people) => {
  it('holds rows of who may be processed, under the id in use, before the cut', async () => {
    expect(await run(relation)).toEqual(people);
  });

  it('holds nobody without the consent that is asked for', async () => {
    expect(await run(relation, { lawful_basis: 'consents' })).toEqual([]);
  });
});

const bill = z.object({
  cents: z.coerce.number(),
  paid: z.coerce.number(),
  paid_on: z.string(),
  written_off_on: z.string().nullable(),
});
const bills = scopeTo('segment-reporting', {
  name: 'bills',
  sql: `-- grain: one row per invoice
select
    billed_minor as cents,
    paid_minor as paid,
    cast(paid_date as varchar) as paid_on,
    cast(written_off_date as varchar) as written_off_on
from invoices_in_scope
order by billed_minor`,
  parseRow: (raw) => bill.parse(raw),
});

it('takes an invoice at the rate of its issue, and dates what has no date', async () => {
  const late = { status: 'paid', paid_at: '2026-10-31 23:30:00' };
  const small = await shopWarehouse({
    orders: [paid('ann')],
    fx_rates: [
      { rate_date: '2026-10-01', base: 'GBP', quote: 'EUR', rate: 1.15 },
      { rate_date: '2026-10-31', base: 'GBP', quote: 'EUR', rate: 1.5 },
    ],
    invoices: [
      invoice('in pounds, paid in full', 'ann', { amount: 10, currency: 'GBP', ...late }),
      invoice('part paid, no date', 'ann', { amount: 20, amount_paid: 5 }),
      invoice('paid too much', 'ann', { amount: 30, amount_paid: 35, ...late }),
      invoice('credited', 'ann', { amount: 50, credited: 10 }),
      invoice('credited too much', 'ann', { amount: 5, credited: 6 }),
      invoice('given up, no date', 'ann', { amount: 60, status: 'uncollectible' }),
    ],
  });
  const rows = await small.run(bills, { ...SCOPE_PARAMETERS, ...CUT, time_zone: 'Europe/Paris' });
  await small.close();
  const open = { paid: 0, paid_on: '2026-10-01', written_off_on: null };
  expect(rows).toEqual([
    { ...open, cents: 0 },
    { cents: 1_150, paid: 1_150, paid_on: '2026-11-01', written_off_on: null },
    { ...open, cents: 2_000, paid: 500 },
    { cents: 3_000, paid: 3_000, paid_on: '2026-11-01', written_off_on: null },
    { ...open, cents: 4_000 },
    { ...open, cents: 6_000, written_off_on: '2026-10-15' },
  ]);
});
