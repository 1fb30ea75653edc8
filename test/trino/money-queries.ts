import { join } from 'node:path';
import { SCOPE_PARAMETERS, type ScopeParameters } from '../fixtures/shop-warehouse.ts';
import { wholeRelations } from './run-queries.ts';
import { onBothEngines } from './small-shop.ts';
import type { TrinoServer } from './trino-server.ts';
import { type Note, twinWarehouse } from './twin-warehouse.ts';

/** Amounts at halves of a minor unit, with four decimals, and up to the largest that bigint holds at the highest rate. */
const AMOUNTS = [
  '0',
  '0.0050',
  '0.0149',
  '1.0050',
  '2.6750',
  '1234.5678',
  '99999.9999',
  '100000',
  '1234567.8950',
  '999999999.9999',
  '12345678901.2345',
];

/** Rates from a hundred-millionth to more than any currency has. */
const RATES = ['0.00000001', '0.00712345', '0.5', '1.15', '9.99999999', '149.12345678', '41234.5'];

/** Orders at each side of midnight, and where clocks are changed. */
const TIMES = [
  '2026-03-29 00:59:59.999',
  '2026-03-29 01:00:00',
  '2026-04-04 14:59:59',
  '2026-04-04 15:30:00',
  '2026-06-30 18:15:00',
  '2026-10-03 15:29:59.500',
  '2026-10-25 00:30:00',
  '2026-10-25 23:59:59',
];

const CURRENCIES = ['USD', 'JPY', 'KWD'];

const inTurn = (list: readonly string[], i: number): string | null => list[i % list.length] ?? null;

/** What the report is in, and where: currencies of 2, 0 and 3 decimals, zones that differ by parts of an hour. */
const REPORTS: readonly ScopeParameters[] = [
  { reporting_currency: 'USD', minor_units: '100', time_zone: 'Europe/Dublin' },
  { reporting_currency: 'JPY', minor_units: '1', time_zone: 'Asia/Kathmandu' },
  { reporting_currency: 'KWD', minor_units: '1000', time_zone: 'Australia/Lord_Howe' },
];

/** Money and days of the scope, row by row, for every amount at every rate. */
export async function queriesOfMoney(
  server: TrinoServer,
  folder: string,
  note: Note,
): Promise<void> {
  const { duckdb, trino } = await onBothEngines(server, MONEY, join(folder, 'money'));
  const twins = twinWarehouse({ shop: 'money', duckdb, trino }, note);
  for (const [i, report] of REPORTS.entries()) {
    const basis = { margin_basis: i === 0 ? 'assumed' : 'costs', margin: '0.37000000' };
    const cut = { as_of: '2026-11-16', as_of_utc: '2026-11-16 00:00:00', schemes: 'channel' };
    await wholeRelations(twins, { ...SCOPE_PARAMETERS, ...report, ...basis, ...cut });
  }
  await twins.close();
}

const orders = AMOUNTS.flatMap((amount, i) =>
  [null, ...RATES].map((rate, j) => ({
    order_id: `o-${i}-${j}`,
    customer_id: j === 3 ? null : `c-${j}`,
    ordered_at: inTurn(TIMES, i + j),
    currency: inTurn(CURRENCIES, i + j),
    fx_rate: rate,
    net_amount: amount,
    discount_amount: j % 2 === 0 ? amount : null,
    shipping_charged: inTurn(AMOUNTS, i + 1),
    cogs_amount: inTurn(AMOUNTS, i + 2),
    fulfilment_cost: inTurn(AMOUNTS, i + 3),
    channel: j % 3 === 0 ? 'search' : null,
  })),
);

const MONEY = {
  orders,
  refunds: orders.map(({ order_id, net_amount, currency }, i) => ({
    refund_id: `r-${order_id}`,
    order_id: i % 7 === 0 ? `lost-${order_id}` : order_id,
    refunded_at: inTurn(TIMES, i + 1),
    amount: net_amount,
    currency: i % 5 === 0 ? 'USD' : currency,
  })),
  fx_rates: CURRENCIES.flatMap((base) =>
    CURRENCIES.flatMap((quote) =>
      TIMES.slice(1).map((time, i) => ({
        rate_date: time.slice(0, 10),
        base,
        quote,
        rate: inTurn(RATES, i),
      })),
    ),
  ),
  marketing_spend: AMOUNTS.map((amount, i) => ({
    spend_date: inTurn(TIMES, i)?.slice(0, 10) ?? null,
    channel: 'search',
    amount,
    currency: inTurn(CURRENCIES, i),
  })),
};
