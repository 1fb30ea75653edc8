import { expect, it } from 'vitest';
import { configurationOf, imported } from './imported-tables.ts';

const STRIPE = `
  orders: { files: payments.csv, mapping: stripe }
  refunds: { files: payments.csv, mapping: stripe }`;
const STRIPE_PAYMENTS = [
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Refunded date (UTC),Mode,Status,Customer ID,Customer Email',
  'ch_1,2026-02-01 10:00:00,19.99,0.00,eur,true,,Live,Paid,cus_a,a@example.com',
  'ch_2,2026-02-02 10:00:00,1500,500,jpy,TRUE,2026-03-01 09:00:00,Live,Paid,cus_b,b@example.com',
  'ch_3,2026-02-03 10:00:00,30.00,30.00,usd,true,2026-02-04 09:00,Live,Refunded,,',
  'ch_4,2026-02-04 10:00:00,40.00,0.00,eur,true,,Test,Paid,cus_a,a@example.com',
  'ch_5,2026-02-05 10:00:00,50.00,0.00,eur,false,,Live,Failed,cus_a,a@example.com',
  'ch_6,2026-02-06 10:00:00,60.00,0.00,eur,false,,Live,Paid,cus_a,a@example.com',
];

it('lands payments in major units, and neither tests nor failures as sales', async () => {
  const { rows } = await imported(configurationOf(STRIPE), { 'payments.csv': STRIPE_PAYMENTS });
  const orders = await rows(
    'orders',
    'order_id, customer_id, ordered_at, currency, net_amount, status, is_test',
  );
  expect(orders).toEqual([
    ['ch_1', 'cus_a', '2026-02-01 10:00:00', 'EUR', '19.9900', 'paid', false],
    ['ch_2', 'cus_b', '2026-02-02 10:00:00', 'JPY', '1500.0000', 'paid', false],
    ['ch_3', null, '2026-02-03 10:00:00', 'USD', '30.0000', 'paid', false],
    ['ch_4', 'cus_a', '2026-02-04 10:00:00', 'EUR', '40.0000', 'paid', true],
    ['ch_5', 'cus_a', '2026-02-05 10:00:00', 'EUR', '50.0000', 'void', false],
    ['ch_6', 'cus_a', '2026-02-06 10:00:00', 'EUR', '60.0000', 'pending', false],
  ]);
});

it('lands refunds on their own day', async () => {
  const { rows } = await imported(configurationOf(STRIPE), { 'payments.csv': STRIPE_PAYMENTS });
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds).toEqual([
    ['ch_2-refund', 'ch_2', '2026-03-01 09:00:00', 'JPY', '500.0000'],
    ['ch_3-refund', 'ch_3', '2026-02-04 09:00:00', 'USD', '30.0000'],
  ]);
});

const CHARGES = 'id,customer,created,amount,currency,status,captured,livemode';

it('reads the smallest units of the Stripe API: yen whole, krona in hundredths, dinars in thousandths', async () => {
  const sources = `
  orders: { files: charges.csv, mapping: stripe-api }
  refunds: { files: refunds.csv, mapping: stripe-api }`;
  const { rows } = await imported(configurationOf(sources), {
    'charges.csv': [
      CHARGES,
      'ch_1,cus_a,1769940000,1999,eur,succeeded,true,true',
      'ch_2,cus_b,1769940001,1500,jpy,succeeded,true,true',
      'ch_3,cus_c,1769940002,5120,kwd,succeeded,true,true',
      'ch_4,cus_d,1769940003,50000,isk,succeeded,true,true',
      'ch_5,cus_a,1769940004,700,eur,succeeded,true,false',
      'ch_6,cus_a,1769940005,800,eur,failed,false,true',
    ],
    'refunds.csv': [
      'id,charge,created,amount,currency,status',
      're_1,ch_2,1772359200,500,jpy,succeeded',
      're_2,ch_1,1772359200,500,eur,failed',
    ],
  });
  const orders = await rows(
    'orders',
    'order_id, ordered_at, currency, net_amount, status, is_test',
  );
  expect(orders).toEqual([
    ['ch_1', '2026-02-01 10:00:00', 'EUR', '19.9900', 'paid', false],
    ['ch_2', '2026-02-01 10:00:01', 'JPY', '1500.0000', 'paid', false],
    ['ch_3', '2026-02-01 10:00:02', 'KWD', '5.1200', 'paid', false],
    ['ch_4', '2026-02-01 10:00:03', 'ISK', '500.0000', 'paid', false],
    ['ch_5', '2026-02-01 10:00:04', 'EUR', '7.0000', 'paid', true],
    ['ch_6', '2026-02-01 10:00:05', 'EUR', '8.0000', 'void', false],
  ]);
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds).toEqual([['re_1', 'ch_2', '2026-03-01 10:00:00', 'JPY', '500.0000']]);
});

const stripe = '  orders: { files: f.csv, mapping: stripe }';
const api = '  orders: { files: f.csv, mapping: stripe-api }';
const swap = (from: string, to: string) => STRIPE_PAYMENTS.map((line) => line.replace(from, to));

it.each([
  ['VALUE_NOT_LISTED', stripe, swap(',Failed,', ',Mystery,')],
  ['BOOL_FORMAT', stripe, swap(',Test,', ',,')],
  ['MISSING', api, [CHARGES, 'ch_1,cus_a,1769940000,12.50,eur,succeeded,true,true']],
  ['SQL_MAPPING', stripe, ['id,Amount', 'ch_1,1.00']],
])('refuses what it does not know: %s', async (code, sources, lines) => {
  const load = imported(configurationOf(sources), { 'f.csv': lines });
  await expect(load).rejects.toMatchObject({ code, file: 'orders.sql' });
});
