import { afterAll, expect, it } from 'vitest';
import { SOUND_SETTINGS, type SoundTables } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { consentKnown } from './consent-known.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

const measure = (tables: Partial<SoundTables>) =>
  warehouse.look(tables, (inspect) =>
    consentKnown.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );

const orders = ['a', 'a', 'a', 'a', 'b'].map((customer_id, i) => ({
  order_id: i,
  customer_id,
  ordered_at: '2026-11-20 12:00:00',
}));
const consent = (customer_id: string) => ({
  customer_id,
  purpose: 'segment-reporting',
  status: 'refused',
  effective_at: '2026-01-01',
});

it('counts customers, not orders, and a refusal as a known state', async () => {
  expect((await measure({ orders, consents: [consent('a')] })).values).toEqual([0.5]);
  expect((await measure({ orders, consents: [consent('a'), consent('b')] })).values).toEqual([0]);
});

it('looks up the customer that a customer was merged into', async () => {
  const customers = [{ customer_id: 'a', merged_into: 'b' }, { customer_id: 'b' }];
  expect((await measure({ orders, customers, consents: [consent('b')] })).values).toEqual([0]);
  expect((await measure({ orders, customers, consents: [consent('a')] })).values).toEqual([1]);
});

it('rounds the share up to a tenth, so that it tells of nobody', async () => {
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...orders[0],
    order_id: i,
    customer_id: `c${i}`,
  }));
  const consents = many.slice(1).map(({ customer_id }) => consent(customer_id));
  expect(await measure({ orders: many, consents })).toEqual({
    values: [0.1],
    found: 'Up to 10 % of customers with a recent order have no consent state',
  });
});

it('has nothing to judge where nobody ordered', async () => {
  expect((await measure({ orders: [], consents: [] })).values).toEqual([]);
});
