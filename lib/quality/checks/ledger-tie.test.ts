import { afterAll, expect, it } from 'vitest';
import { type Row, SOUND_SETTINGS, type SoundTables } from '../../../test/fixtures/sound-shop.ts';
import { soundWarehouse } from '../../../test/fixtures/sound-warehouse.ts';
import { ledgerTie } from './ledger-tie.ts';

const warehouse = await soundWarehouse();
afterAll(() => warehouse.close());

/** The only tables with rows are those given; the ledger says what week 47 (16 to 22 November) holds. */
const gap = async (ledger: number, tables: Partial<SoundTables>, period = '2026-W47') => {
  const ledger_totals = [{ period, account: 'net_sales', amount: ledger, currency: 'EUR' }];
  const measured = await warehouse.look({ refunds: [], ledger_totals, ...tables }, (inspect) =>
    ledgerTie.measure({ inspect, settings: SOUND_SETTINGS, intake: [] }),
  );
  return measured.values;
};

const order = (ordered_at: string, net_amount: number, rest: Row = {}): Row => ({
  order_id: `${ordered_at} ${net_amount}`,
  ordered_at,
  net_amount,
  currency: 'EUR',
  ...rest,
});
const refund = (refunded_at: string, amount: number, order_id: string): Row => ({
  refunded_at,
  amount,
  order_id,
  currency: 'EUR',
});

it('cuts weeks at midnight in the reporting zone', async () => {
  const orders = [
    order('2026-11-15 22:59:59', 1000),
    order('2026-11-15 23:00:00', 70),
    order('2026-11-22 22:59:59', 30),
    order('2026-11-22 23:00:00', 1000),
  ];
  expect(await gap(100, { orders })).toEqual([0]);
});

it('counts sales only: not pending, cancelled and test orders, nor what they gave back', async () => {
  const orders = [
    order('2026-11-18 12:00:00', 100, { status: 'paid' }),
    order('2026-11-18 12:01:00', 7, { status: 'pending', order_id: 'pending' }),
    order('2026-11-18 12:02:00', 7, { cancelled_at: '2026-11-19', order_id: 'cancelled' }),
    order('2026-11-18 12:03:00', 7, { is_test: true, order_id: 'test' }),
  ];
  const refunds = ['pending', 'cancelled', 'test'].map((id) =>
    refund('2026-11-19 12:00:00', 7, id),
  );
  expect(await gap(100, { orders, refunds })).toEqual([0]);
});

it('subtracts a refund on its own day at the rate of its order, and one without order too', async () => {
  const dollars = { currency: 'USD', order_id: 'far' };
  const orders = [order('2026-11-02 12:00:00', 80, dollars), order('2026-11-18 12:00:00', 100)];
  const refunds = [
    { ...refund('2026-11-19 12:00:00', 20, 'far'), currency: 'USD' },
    refund('2026-11-19 12:00:00', 5, 'unknown'),
  ];
  const fx_rates = [
    { rate_date: '2026-11-02', base: 'USD', quote: 'EUR', rate: 0.5 },
    { rate_date: '2026-11-19', base: 'USD', quote: 'EUR', rate: 0.9 },
  ];
  // 100 - 20 × 0.5 - 5
  expect(await gap(85, { orders, refunds, fx_rates })).toEqual([0]);
});

it('lets adjustments explain a gap', async () => {
  const orders = [order('2026-11-18 12:00:00', 98)];
  expect(await gap(100, { orders })).toEqual([0.02]);
  const adjustments = [{ metric: 'net-sales', period: '2026-W47', amount: 2, currency: 'EUR' }];
  expect(await gap(100, { orders, adjustments })).toEqual([0]);
});

it('compares closed weeks and months, not those that are open or longer ago', async () => {
  const orders = [order('2026-11-18 12:00:00', 98)];
  expect(await gap(100, { orders }, '2026-11')).toEqual([]);
  expect(await gap(100, { orders }, '2026-W48')).toEqual([]);
  expect(await gap(100, { orders }, '2025-10')).toEqual([]);
  expect(await gap(100, { orders }, '2026-P11')).toEqual([]);
  expect(await gap(100, { orders }, '2026-10')).toEqual([1]);
});

it('writes the week of a year as ISO 8601 does', async () => {
  // Friday 2026-01-02 lies in 2026-W01, Sunday 2025-12-28 in 2025-W52
  const orders = [order('2026-01-02 12:00:00', 40), order('2025-12-28 12:00:00', 60)];
  expect(await gap(40, { orders }, '2026-W01')).toEqual([0]);
  expect(await gap(60, { orders }, '2025-W52')).toEqual([0]);
});

it('takes the worst of several periods, also where the ledger is negative', async () => {
  const orders = [order('2026-11-18 12:00:00', 98), order('2026-11-11 12:00:00', 50)];
  const ledger_totals = [
    { period: '2026-W47', account: 'net_sales', amount: 100, currency: 'EUR' },
    { period: '2026-W46', account: 'net_sales', amount: 50, currency: 'EUR' },
    { period: '2026-W45', account: 'cash', amount: 7, currency: 'EUR' },
    { period: '2026-W44', account: 'net_sales', amount: 7, currency: 'USD' },
  ];
  expect(await gap(0, { orders, ledger_totals })).toEqual([0.02]);
  const refunds = [refund('2026-11-19 12:00:00', 110, 'unknown')];
  expect(await gap(-100, { orders: [], refunds })).toEqual([0.1]);
});

it('ignores adjustments of other metrics and currencies', async () => {
  const orders = [order('2026-11-18 12:00:00', 98)];
  const adjustments = [
    { metric: 'net-sales', period: '2026-W47', amount: 2, currency: 'USD' },
    { metric: 'refunds', period: '2026-W47', amount: 2, currency: 'EUR' },
    { metric: 'net-sales', period: '2026-W46', amount: 2, currency: 'EUR' },
  ];
  expect(await gap(100, { orders, adjustments })).toEqual([0.02]);
});
