import { expect, it } from 'vitest';
import { configurationOf, imported } from './imported-tables.ts';

const SOURCE = configurationOf('  orders: { files: clv.csv, mapping: clvtools }');

it('reads CLVTools transactions as days of the business; without a price above zero they are no purchases', async () => {
  const { rows, snapshot } = await imported(SOURCE, {
    'clv.csv': [
      'Id,Date,Price',
      '00001,2026-07-01,29.33',
      '00001,2026-07-18,29.73',
      '00002,2026-01-02,0',
      '00003,2026-01-03,-5.00',
      '00003,2026-01-04,7',
    ],
  });
  const orders = await rows('orders', 'ordered_at, customer_id, currency, net_amount, status');
  expect(orders).toEqual([
    ['2026-01-02 00:00:00', '00002', 'EUR', '0.0000', 'void'],
    ['2026-01-03 00:00:00', '00003', 'EUR', '0.0000', 'void'],
    ['2026-01-04 00:00:00', '00003', 'EUR', '7.0000', 'paid'],
    ['2026-06-30 23:00:00', '00001', 'EUR', '29.3300', 'paid'],
    ['2026-07-17 23:00:00', '00001', 'EUR', '29.7300', 'paid'],
  ]);
  expect(snapshot.tables.orders?.warnings).toContainEqual({
    code: 'ZERO_AMOUNT',
    message: '2 rows have an amount of zero',
  });
});
