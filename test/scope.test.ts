import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Purpose } from '#lib/privacy/scope/purposes.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { BIRTH_YEARS, PERSONS, scopeShop } from './fixtures/scope-states.ts';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  type ShopTables,
  shopWarehouse,
} from './fixtures/shop-warehouse.ts';

const CUT = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00' };
const PURPOSES: readonly Purpose[] = ['segment-reporting', 'model-fitting', 'customer-scoring'];

/** A way to set the scope, and whom it leaves of those whom a declared basis for everyone leaves. */
interface Policy {
  readonly what: string;
  readonly change: ScopeParameters;
  readonly leaves: (planted: (typeof PERSONS)[number]) => boolean;
}

const POLICIES: readonly Policy[] = [
  { what: 'a declared basis', change: {}, leaves: () => true },
  {
    what: 'consents',
    change: { lawful_basis: 'consents' },
    leaves: ({ consents }) => consents === 'granted',
  },
  {
    what: 'a region',
    change: { regions: 'IE,GB' },
    leaves: ({ region }) => region === 'in',
  },
  {
    what: 'children among the customers',
    change: { unknown_age: 'out' },
    leaves: ({ age }) => age === 'known',
  },
  {
    what: 'an end of retention',
    change: { retained_from_utc: '2025-10-01 00:00:00' },
    leaves: ({ ordered }) => ordered === 'lately',
  },
];

const CASES = POLICIES.flatMap((policy) => PURPOSES.map((purpose) => ({ ...policy, purpose })));

/** Everyone came by a channel of their own name, since reports may read no id. */
const person = z.object({ entry_channel: z.string() });
const who = (purpose: Purpose) =>
  scopeTo(purpose, {
    name: 'who',
    sql: '-- grain: one row per customer\nselect entry_channel from customers_in_scope order by 1',
    parseRow: (row) => person.parse(row).entry_channel,
  });

const amount = z.object({ net_minor: z.coerce.number() });
const guests = scopeTo('segment-reporting', {
  name: 'guests',
  sql: '-- grain: one row per guest order\nselect net_minor from orders_in_scope where customer_id is null order by 1',
  parseRow: (row) => amount.parse(row).net_minor,
});
const guestRefunds = scopeTo('segment-reporting', {
  name: 'guest-refunds',
  sql: '-- grain: one row per refund of nobody known\nselect amount_minor as net_minor from refunds_in_scope where customer_id is null order by 1',
  parseRow: (row) => amount.parse(row).net_minor,
});

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await shopWarehouse(scopeShop(PURPOSES));
});
afterAll(() => warehouse.close());

/** A paid order of somebody who came by a channel of their own name. */
const paid = (customer_id: string) => ({
  order_id: `order-${customer_id}`,
  customer_id,
  channel: customer_id,
  ordered_at: '2026-10-01 10:00:00',
  currency: 'EUR',
  net_amount: 10,
});

/** Who is in the scope of a shop of their own. */
async function inScope(tables: ShopTables, change: ScopeParameters, purpose?: Purpose) {
  const shop = await shopWarehouse(tables);
  const parameters = { ...SCOPE_PARAMETERS, ...CUT, ...change };
  const found = await shop.run(who(purpose ?? 'segment-reporting'), parameters);
  await shop.close();
  return found;
}

describe('who is in scope', () => {
  it.each(CASES)('with $what, for $purpose', async ({ change, leaves, purpose }) => {
    const found = await warehouse.run(who(purpose), { ...SCOPE_PARAMETERS, ...CUT, ...change });
    const expected = PERSONS.filter((planted) => planted.declared && leaves(planted));
    expect(found).toEqual(expected.map(({ id }) => id).sort());
  });

  it.each(PURPOSES)('asks for consent to %s, not to another purpose', async (purpose) => {
    const consents = PURPOSES.map((agreed) => ({
      customer_id: `agrees-to-${agreed}`,
      purpose: agreed,
      status: 'granted',
      effective_at: '2026-01-01 00:00:00',
    }));
    const orders = consents.map(({ customer_id }) => paid(customer_id));
    const change = { lawful_basis: 'consents' };
    expect(await inScope({ orders, consents }, change, purpose)).toEqual([`agrees-to-${purpose}`]);
  });

  it.each(['first', 'second', 'third'])(
    'knows a person by each of the ids that were merged one after another: %s',
    async (denied) => {
      const ids = ['first', 'second', 'third'];
      const customers = ids.map((customer_id, i) => ({
        customer_id,
        merged_into: ids[i + 1] ?? null,
        is_internal: customer_id === denied,
      }));
      const orders = [...ids, 'other'].map(paid);
      expect(await inScope({ orders, customers }, {})).toEqual(['other']);
    },
  );

  it.each(BIRTH_YEARS)('birth year $year at a limit of $limit: $state', async (planted) => {
    const customers = [{ customer_id: 'c', attributes: { birth_year: planted.year } }];
    const found = await inScope(
      { orders: [paid('c')], customers },
      { latest_birth_year: planted.latest },
    );
    expect(found).toEqual(planted.state === 'in' ? ['c'] : []);
  });
});

describe('guests and what nobody is known of', () => {
  const run = (change: ScopeParameters) =>
    Promise.all(
      [guests, guestRefunds].map((query) =>
        warehouse.run(query, { ...SCOPE_PARAMETERS, ...CUT, ...change }),
      ),
    );

  it.each([
    { what: 'a declared basis', change: {}, orders: [100, 200, 300, 400], refunds: [10, 20, 90] },
    { what: 'consents', change: { lawful_basis: 'consents' }, orders: [], refunds: [] },
    { what: 'a region', change: { regions: 'IE,GB' }, orders: [100, 400], refunds: [10] },
    {
      what: 'an end of retention',
      change: { retained_from_utc: '2025-10-01 00:00:00' },
      orders: [100, 200, 300],
      refunds: [10, 20],
    },
  ])('with $what', async ({ change, orders, refunds }) => {
    expect(await run(change)).toEqual([orders, refunds]);
  });
});
