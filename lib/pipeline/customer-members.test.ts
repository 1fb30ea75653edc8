import { expect, it } from 'vitest';
import { SCOPE_PARAMETERS, shopWarehouse } from '../../test/fixtures/shop-warehouse.ts';
import { customerMembers } from './customer-members.ts';

const order = (customer_id: string, day: string, rest: { country: string; channel?: string }) => ({
  order_id: `order-${customer_id}-${day}`,
  customer_id,
  ordered_at: `${day} 12:00:00`,
  currency: 'EUR',
  net_amount: 40,
  ...rest,
});

/** One has not ordered for years, one has no channel, one is erased, one orders after the cut only. */
const TABLES = {
  orders: [
    order('c1', '2023-01-05', { country: 'LU', channel: 'email' }),
    order('c2', '2026-11-10', { country: 'IE', channel: 'organic' }),
    order('c3', '2026-11-11', { country: 'IE' }),
    order('c4', '2026-11-12', { country: 'MT', channel: 'radio' }),
    order('c5', '2026-11-17', { country: 'DE', channel: 'print' }),
  ],
  erasures: [
    {
      request_id: 'request-1',
      customer_id: 'c4',
      requested_at: '2026-11-13 00:00:00',
      effective_at: '2026-11-13 00:00:00',
    },
  ],
};

const COUNTRIES = [{ country: 'IE' }, { country: 'LU' }];
const CHANNELS = [{ channel: 'email' }, { channel: 'organic' }, { channel: 'unknown' }];

it.each([
  ['', CHANNELS],
  ['country', [...COUNTRIES, ...CHANNELS]],
  ['channel,country', [...CHANNELS, ...COUNTRIES]],
])('has each member of "%s" and each entry channel once', async (schemes, expected) => {
  const warehouse = await shopWarehouse(TABLES);
  const members = await customerMembers(warehouse, {
    ...SCOPE_PARAMETERS,
    as_of: '2026-11-16',
    as_of_utc: '2026-11-16 00:00:00',
    schemes,
  });
  await warehouse.close();
  expect(members).toHaveLength(expected.length);
  expect(members).toEqual(expect.arrayContaining(expected));
});
