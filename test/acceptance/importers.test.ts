import { afterEach, expect, it } from 'vitest';
import { configurationOf, type ImportedTables, imported } from './imported-tables.ts';

let load: ImportedTables | undefined;
afterEach(() => load?.remove());
const landed = async (sources: string, files: Readonly<Record<string, readonly string[]>>) => {
  load = await imported(configurationOf(sources), files);
  return load;
};

const SHOPIFY = `
  orders: { files: orders_export.csv, mapping: shopify }
  refunds:
    files: { orders: orders_export.csv, transactions: transactions_export.csv }
    mapping: shopify`;

const SHOPIFY_ORDERS = [
  'Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Billing Country,Shipping Country,Cancelled at,Payment Method,Refunded Amount,Id,Source',
  // tax on top, two line items
  '#1001,ann@example.com,refunded,EUR,100.00,10.00,23.00,133.00,5.00,2026-01-31 23:30:00 -0500,1,Lamp,IE,FR,,Card,133.00,9001,web',
  '#1001,ann@example.com,,,,,,,,2026-01-31 23:30:00 -0500,2,Bulb,,,,,,,',
  // prices include tax
  '#1002,ANN@example.com,partially_refunded,EUR,123.00,0.00,23.00,123.00,0.00,2026-02-03 10:00:00 +0000,1,Desk,IE,,,Card,12.30,9002,web',
  // a guest at the till, no tax
  '#1003,,paid,EUR,20.00,0.00,0.00,20.00,0.00,2026-02-04 10:00:00 UTC,1,Cup,,,,Cash,0.00,9003,pos',
  // no currency decimals
  '#1004,bob@example.com,paid,JPY,1500,0,150,1650,0,2026-02-05 09:00:00 +0900,1,Tea,JP,,,Card,0,9004,web',
  // a tip of 2.00 blurs the sum: as most orders, tax is on top
  '#1005,bob@example.com,paid,EUR,50.00,0.00,11.50,63.50,0.00,2026-02-06 10:00:00 +0000,1,Mug,IE,,,Card,0.00,9005,web',
  // the test gateway; voided and cancelled
  '#1006,bob@example.com,paid,EUR,7.00,0.00,0.00,7.00,0.00,2026-02-07 10:00:00 +0000,1,Mug,IE,,,(for testing) Bogus Gateway,0.00,9006,web',
  '#1007,eve@example.com,voided,EUR,8.00,0.00,0.00,8.00,0.00,2026-02-08 10:00:00 +0000,1,Mug,IE,,2026-02-08 12:00:00 +0000,Card,0.00,9007,web',
];

const SHOPIFY_TRANSACTIONS = [
  'Order,Name,Kind,Gateway,Created At,Status,Amount,Currency,Card Type',
  '9001,#1001,sale,cards,2026-01-31 23:30:00 -0500,success,133.00,EUR,Visa',
  '9001,#1001,refund,cards,2026-02-10 08:00:00 +0000,success,61.50,EUR,Visa',
  '9001,#1001,refund,cards,2026-02-11 08:00:00 +0000,failure,71.50,EUR,Visa',
  '9001,#1001,refund,cards,2026-03-02 08:00:00 +0000,success,71.50,EUR,Visa',
  '9002,#1002,refund,cards,2026-02-05 00:30:00 +0100,success,12.30,EUR,Visa',
  // its order is in no file
  '8000,#0900,refund,cards,2026-02-06 08:00:00 +0000,success,5.00,EUR,Visa',
];

const SHOPIFY_FILES = {
  'orders_export.csv': SHOPIFY_ORDERS,
  'transactions_export.csv': SHOPIFY_TRANSACTIONS,
};

it('lands each order once, without tax, in its own currency', async () => {
  const { rows } = await landed(SHOPIFY, SHOPIFY_FILES);
  const money = await rows(
    'orders',
    'order_id, ordered_at, currency, net_amount, shipping_charged, discount_amount, tax_amount',
  );
  expect(money.map((row) => Object.values(row))).toEqual([
    ['9001', '2026-02-01 04:30:00', 'EUR', '100.0000', '10.0000', '5.0000', '23.0000'],
    ['9002', '2026-02-03 10:00:00', 'EUR', '100.0000', '0.0000', null, '23.0000'],
    ['9003', '2026-02-04 10:00:00', 'EUR', '20.0000', '0.0000', '0.0000', '0.0000'],
    ['9004', '2026-02-05 00:00:00', 'JPY', '1500.0000', '0.0000', '0.0000', '150.0000'],
    ['9005', '2026-02-06 10:00:00', 'EUR', '50.0000', '0.0000', '0.0000', '11.5000'],
    ['9006', '2026-02-07 10:00:00', 'EUR', '7.0000', '0.0000', '0.0000', '0.0000'],
    ['9007', '2026-02-08 10:00:00', 'EUR', '8.0000', '0.0000', '0.0000', '0.0000'],
  ]);
});

it('tells buyers apart without their addresses, and marks what is no sale', async () => {
  const { rows } = await landed(SHOPIFY, SHOPIFY_FILES);
  const who = await rows(
    'orders',
    'order_id, customer_id, status, is_test, cancelled_at, channel, country',
  );
  expect(who.map((row) => Object.values(row))).toEqual([
    ['9001', 'buyer-of-9001', 'paid', false, null, 'web', 'FR'],
    ['9002', 'buyer-of-9001', 'paid', false, null, 'web', 'IE'],
    ['9003', null, 'paid', false, null, 'pos', null],
    ['9004', 'buyer-of-9004', 'paid', false, null, 'web', 'JP'],
    ['9005', 'buyer-of-9004', 'paid', false, null, 'web', 'IE'],
    ['9006', 'buyer-of-9004', 'paid', true, null, 'web', 'IE'],
    ['9007', 'buyer-of-9007', 'void', false, '2026-02-08 12:00:00', 'web', 'IE'],
  ]);
});

it('dates refunds by their own day and takes tax and shipping out of them', async () => {
  const { rows } = await landed(SHOPIFY, SHOPIFY_FILES);
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds.map((row) => Object.values(row))).toEqual([
    ['#0900-refund-1', '#0900', '2026-02-06 08:00:00', 'EUR', '5.0000'],
    ['9001-refund-1', '9001', '2026-02-10 08:00:00', 'EUR', '50.0000'],
    ['9001-refund-2', '9001', '2026-03-02 08:00:00', 'EUR', '50.0000'],
    ['9002-refund-1', '9002', '2026-02-04 23:30:00', 'EUR', '10.0000'],
  ]);
});

it('does not take refunds from the orders export, which gives them no day', async () => {
  const alone = SHOPIFY.replace(/refunds:[^}]*}/, 'refunds:\n    files: orders_export.csv');
  await expect(landed(alone, SHOPIFY_FILES)).rejects.toThrow(
    'refunds: MAPPING_FILES: mapping shopify reads files: { orders: …, transactions: … }',
  );
});

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
  const { rows } = await landed(STRIPE, { 'payments.csv': STRIPE_PAYMENTS });
  const orders = await rows(
    'orders',
    'order_id, customer_id, ordered_at, currency, net_amount, status, is_test',
  );
  expect(orders.map((row) => Object.values(row))).toEqual([
    ['ch_1', 'cus_a', '2026-02-01 10:00:00', 'EUR', '19.9900', 'paid', false],
    ['ch_2', 'cus_b', '2026-02-02 10:00:00', 'JPY', '1500.0000', 'paid', false],
    ['ch_3', null, '2026-02-03 10:00:00', 'USD', '30.0000', 'paid', false],
    ['ch_4', 'cus_a', '2026-02-04 10:00:00', 'EUR', '40.0000', 'paid', true],
    ['ch_5', 'cus_a', '2026-02-05 10:00:00', 'EUR', '50.0000', 'void', false],
    ['ch_6', 'cus_a', '2026-02-06 10:00:00', 'EUR', '60.0000', 'pending', false],
  ]);
});

it('lands refunds on their own day', async () => {
  const { rows } = await landed(STRIPE, { 'payments.csv': STRIPE_PAYMENTS });
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds.map((row) => Object.values(row))).toEqual([
    ['ch_2-refund', 'ch_2', '2026-03-01 09:00:00', 'JPY', '500.0000'],
    ['ch_3-refund', 'ch_3', '2026-02-04 09:00:00', 'USD', '30.0000'],
  ]);
});

const CHARGES = 'id,customer,created,amount,currency,status,captured,livemode';

it('reads the smallest units of the Stripe API: yen whole, krona in hundredths, dinars in thousandths', async () => {
  const sources = `
  orders: { files: charges.csv, mapping: stripe-api }
  refunds: { files: refunds.csv, mapping: stripe-api }`;
  const { rows } = await landed(sources, {
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
  expect(orders.map((row) => Object.values(row))).toEqual([
    ['ch_1', '2026-02-01 10:00:00', 'EUR', '19.9900', 'paid', false],
    ['ch_2', '2026-02-01 10:00:01', 'JPY', '1500.0000', 'paid', false],
    ['ch_3', '2026-02-01 10:00:02', 'KWD', '5.1200', 'paid', false],
    ['ch_4', '2026-02-01 10:00:03', 'ISK', '500.0000', 'paid', false],
    ['ch_5', '2026-02-01 10:00:04', 'EUR', '7.0000', 'paid', true],
    ['ch_6', '2026-02-01 10:00:05', 'EUR', '8.0000', 'void', false],
  ]);
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds.map((row) => Object.values(row))).toEqual([
    ['re_1', 'ch_2', '2026-03-01 10:00:00', 'JPY', '500.0000'],
  ]);
});

it('reads CLVTools transactions as days of the business; without a price above zero they are no purchases', async () => {
  const { rows, snapshot } = await landed('  orders: { files: clv.csv, mapping: clvtools }', {
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
  expect(orders.map((row) => Object.values(row))).toEqual([
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

const shopify = '  orders: { files: f.csv, mapping: shopify }';
const stripe = '  orders: { files: f.csv, mapping: stripe }';
const api = '  orders: { files: f.csv, mapping: stripe-api }';
const swap = (lines: readonly string[], from: string, to: string) =>
  lines.map((line) => line.replace(from, to));
const UNKNOWN = [
  ['orders: VALUE_NOT_LISTED', shopify, swap(SHOPIFY_ORDERS, ',voided,', ',bartered,')],
  ['orders: VALUE_NOT_LISTED', stripe, swap(STRIPE_PAYMENTS, ',Failed,', ',Mystery,')],
  ['orders: BOOL_FORMAT', stripe, swap(STRIPE_PAYMENTS, ',Test,', ',,')],
  ['orders: MISSING', api, [CHARGES, 'ch_1,cus_a,1769940000,12.50,eur,succeeded,true,true']],
  ['orders: SQL_MAPPING', stripe, ['id,Amount', 'ch_1,1.00']],
] as const;

it.each(UNKNOWN)('refuses what it does not know: %s', async (message, sources, lines) => {
  const [table, code] = message.split(': ');
  await expect(landed(sources, { 'f.csv': lines })).rejects.toMatchObject({
    code,
    file: `${table}.sql`,
  });
});
