import { expect, it } from 'vitest';
import * as z from 'zod';
import { dayIn } from '#lib/units/zoned-time.ts';
import {
  SCOPE_PARAMETERS,
  type ScopeParameters,
  shopWarehouse,
} from '../../../test/fixtures/shop-warehouse.ts';
import { scopeTo } from './scoped-query.ts';

const AS_OF = '2026-11-16';
const row = z.object({ guest_order_id: z.string(), day: z.string(), net: z.coerce.number() });
const query = scopeTo('segment-reporting', {
  name: 'orders',
  sql: `-- grain: one row per order
select guest_order_id, cast(order_date as varchar) as day, net_minor as net from orders_in_scope order by 1`,
  parseRow: (raw) => row.parse(raw),
});

interface GuestOrder {
  readonly ordered_at: string;
  readonly net_amount: number;
  readonly fx_rate?: number;
}

async function ordersInScope(orders: readonly GuestOrder[], change: ScopeParameters) {
  const warehouse = await shopWarehouse({
    orders: orders.map((order, i) => ({
      order_id: `o${100 + i}`,
      currency: order.fx_rate === undefined ? 'EUR' : 'GBP',
      ...order,
    })),
  });
  const cut = { as_of: AS_OF, as_of_utc: `${AS_OF} 00:00:00` };
  const rows = await warehouse.run(query, { ...SCOPE_PARAMETERS, ...cut, ...change });
  await warehouse.close();
  return rows;
}

// Nights on which clocks change, in Dublin at 01:00 UTC, in Santiago at midnight, in New York at 02:00 local time.
const NIGHTS = [
  ['Europe/Dublin', '2026-03-29'],
  ['Europe/Dublin', '2025-10-26'],
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2026-04-05'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2025-11-02'],
  ['Asia/Kathmandu', '2026-01-05'],
  ['Pacific/Kiritimati', '2026-01-05'],
] as const;

it.each(NIGHTS)('dates orders by the clock of %s around %s', async (time_zone, day) => {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const instants = Array.from({ length: 240 }, (_, i) =>
    new Date(noon + (i - 120) * 900_000 - (i % 2)).toISOString(),
  );
  const orders = instants.map((instant) => ({
    ordered_at: instant.replace('T', ' ').replace('Z', ''),
    net_amount: 1,
  }));
  const found = await ordersInScope(orders, { time_zone });
  expect(found.map((order) => order.day)).toEqual(
    instants.map((instant) => dayIn(instant, time_zone)),
  );
});

it('rounds half away from zero to minor units, large amounts too', async () => {
  const ordered_at = '2026-10-01 10:00:00';
  const found = await ordersInScope(
    [
      { ordered_at, net_amount: 0.1, fx_rate: 1.15 }, // 11.5
      { ordered_at, net_amount: -0.1, fx_rate: 1.15 }, // -11.5
      { ordered_at, net_amount: 0.1, fx_rate: 1.1499999 }, // 11.499999
      { ordered_at, net_amount: 2.5, fx_rate: 0.00600001 }, // 1.5000025
      { ordered_at, net_amount: 0.1, fx_rate: 10.05 }, // 100.5
      { ordered_at, net_amount: 99_999.995 }, // 9999999.5
      { ordered_at, net_amount: 100_000.005 }, // 10000000.5
      { ordered_at, net_amount: 9999.995 }, // 999999.5
      { ordered_at, net_amount: 10_000.005 }, // 1000000.5
      { ordered_at, net_amount: -98_765_432.1049 }, // -9876543210.49
    ],
    {},
  );
  expect(found.map(({ net }) => net)).toEqual([
    12, -12, 11, 2, 101, 10_000_000, 10_000_001, 1_000_000, 1_000_001, -9_876_543_210,
  ]);
});

it('knows currencies without minor units, to the last digit of a rate', async () => {
  const ordered_at = '2026-10-01 10:00:00';
  const found = await ordersInScope(
    [
      { ordered_at, net_amount: 1000, fx_rate: 0.0005 }, // 0.5
      { ordered_at, net_amount: 1000, fx_rate: 0.00049999 }, // 0.49999
      { ordered_at, net_amount: 250, fx_rate: 161.002 }, // 40250.5
    ],
    { minor_units: '1' },
  );
  expect(found.map(({ net }) => net)).toEqual([1, 0, 40_251]);
});
