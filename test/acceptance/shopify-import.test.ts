import { expect, it } from 'vitest';
import { configurationOf, imported } from './imported-tables.ts';

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
  const { rows } = await imported(configurationOf(SHOPIFY), SHOPIFY_FILES);
  const money = await rows(
    'orders',
    'order_id, ordered_at, currency, net_amount, shipping_charged, discount_amount, tax_amount',
  );
  expect(money).toEqual([
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
  const { rows } = await imported(configurationOf(SHOPIFY), SHOPIFY_FILES);
  const who = await rows(
    'orders',
    'order_id, customer_id, status, is_test, cancelled_at, channel, country',
  );
  expect(who).toEqual([
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
  const { rows } = await imported(configurationOf(SHOPIFY), SHOPIFY_FILES);
  const refunds = await rows('refunds', 'refund_id, order_id, refunded_at, currency, amount');
  expect(refunds).toEqual([
    ['#0900-refund-1', '#0900', '2026-02-06 08:00:00', 'EUR', '5.0000'],
    ['9001-refund-1', '9001', '2026-02-10 08:00:00', 'EUR', '50.0000'],
    ['9001-refund-2', '9001', '2026-03-02 08:00:00', 'EUR', '50.0000'],
    ['9002-refund-1', '9002', '2026-02-04 23:30:00', 'EUR', '10.0000'],
  ]);
});

it('does not take refunds from the orders export, which gives them no day', async () => {
  const alone = SHOPIFY.replace(/refunds:[^}]*}/, 'refunds:\n    files: orders_export.csv');
  await expect(imported(configurationOf(alone), SHOPIFY_FILES)).rejects.toThrow(
    'refunds: MAPPING_FILES: mapping shopify reads files: { orders: …, transactions: … }',
  );
});

it('refuses a status that it does not know', async () => {
  const lines = SHOPIFY_ORDERS.map((line) => line.replace(',voided,', ',bartered,'));
  const sources = '  orders: { files: f.csv, mapping: shopify }';
  const load = imported(configurationOf(sources), { 'f.csv': lines });
  await expect(load).rejects.toMatchObject({ code: 'VALUE_NOT_LISTED', file: 'orders.sql' });
});
