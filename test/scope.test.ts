import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Purpose, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  type ShopTables,
  shopWarehouse,
} from './fixtures/shop-warehouse.ts';

/** One person per state, each with one paid order; the name of the person says the state. */
const PEOPLE = [
  'plain',
  'granted',
  'granted-late',
  'withdrawn',
  'withdrawn-late',
  'refused',
  'other-purpose',
  'erased',
  'restricted',
  'objected',
  'internal',
  'abroad',
  'nowhere',
  'merged-away',
  'only-cancelled',
  'only-test',
  'only-pending',
  'after-the-cut',
] as const;

const person = z.object({ buyer_id: z.string() });
const CUT = '2026-11-16';
const consent = (customer_id: string, status: string, effective_at: string) => ({
  customer_id,
  purpose: customer_id === 'other-purpose' ? 'model-fitting' : 'segment-reporting',
  status,
  effective_at,
});
const erasure = (customer_id: string, scope: string, requested_at: string) => ({
  request_id: `request-${customer_id}`,
  customer_id,
  scope,
  requested_at,
  effective_at: requested_at,
});

const SHOP: ShopTables = {
  orders: PEOPLE.map((customer_id) => ({
    order_id: `order-${customer_id}`,
    customer_id,
    ordered_at: customer_id === 'after-the-cut' ? '2026-11-16 00:00:00' : '2026-10-01 10:00:00',
    currency: 'EUR',
    net_amount: 10,
    status: customer_id === 'only-pending' ? 'pending' : 'paid',
    cancelled_at: customer_id === 'only-cancelled' ? '2026-10-02 00:00:00' : null,
    is_test: customer_id === 'only-test',
    country: customer_id === 'abroad' ? 'US' : customer_id === 'nowhere' ? null : 'IE',
  })),
  customers: [
    { customer_id: 'internal', is_internal: true, country: 'IE' },
    { customer_id: 'merged-away', merged_into: 'plain', country: 'IE' },
  ],
  consents: [
    consent('granted', 'granted', '2026-09-01 00:00:00'),
    consent('granted-late', 'granted', '2026-11-17 00:00:00'),
    consent('withdrawn', 'granted', '2026-09-01 00:00:00'),
    consent('withdrawn', 'withdrawn', '2026-09-02 00:00:00'),
    consent('withdrawn-late', 'granted', '2026-09-01 00:00:00'),
    consent('withdrawn-late', 'withdrawn', '2026-11-17 00:00:00'),
    consent('refused', 'refused', '2026-09-01 00:00:00'),
    consent('other-purpose', 'granted', '2026-09-01 00:00:00'),
  ],
  erasures: [
    erasure('erased', 'delete', '2026-11-18 00:00:00'),
    erasure('restricted', 'restrict', '2026-01-01 00:00:00'),
    erasure('objected', 'object', '2026-01-01 00:00:00'),
  ],
};

const NEVER = [
  'erased',
  'restricted',
  'objected',
  'internal',
  'merged-away',
  'only-cancelled',
  'only-test',
  'only-pending',
  'after-the-cut',
];
const inScopeIf = (out: readonly string[]) =>
  PEOPLE.filter((person) => !out.includes(person)).sort();

interface ScopeCase {
  readonly what: string;
  readonly change: ScopeParameters;
  readonly purpose?: Purpose;
  readonly expected: readonly string[];
}

const CASES: readonly ScopeCase[] = [
  { what: 'a declared basis', change: {}, expected: inScopeIf(NEVER) },
  { what: 'consents', change: { lawful_basis: 'consents' }, expected: ['granted'] },
  {
    what: 'consents for another purpose',
    change: { lawful_basis: 'consents' },
    purpose: 'model-fitting',
    expected: ['other-purpose'],
  },
  {
    what: 'a region',
    change: { regions: 'IE,GB' },
    expected: inScopeIf([...NEVER, 'abroad', 'nowhere']),
  },
];

describe('who is in scope', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await shopWarehouse(SHOP);
  });
  afterAll(() => warehouse.close());

  it.each(CASES)('with $what', async ({ change, purpose = 'segment-reporting', expected }) => {
    const query = scopeTo(purpose, {
      name: 'who',
      sql: '-- grain: one row per customer\nselect buyer_id from customers_in_scope order by 1',
      parseRow: (row) => person.parse(row).buyer_id,
    });
    const rows = await warehouse.run(query, {
      ...SCOPE_PARAMETERS,
      ...change,
      as_of: CUT,
      as_of_utc: `${CUT} 00:00:00`,
    });
    expect(rows).toEqual(expected);
  });
});
