import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TableName } from '#lib/contract/tables.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import { importedSource } from './importer.ts';
import { IMPORTERS } from './importers.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'importers-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Rows = readonly (readonly unknown[])[];

/** Lands a table from an export's files and reads some columns back. */
async function imported(
  id: string,
  table: TableName,
  { files, columns }: { files: Readonly<Record<string, readonly string[]>>; columns: string },
): Promise<Rows> {
  const paths: Record<string, string[]> = {};
  for (const [name, lines] of Object.entries(files)) {
    paths[name] = [join(folder, `${name}.csv`)];
    await writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
  }
  const importer = IMPORTERS.find((candidate) => candidate.id === id);
  const source = importer === undefined ? null : importedSource(importer, table, paths);
  const landed = await takeSnapshot({
    sources: source === null ? [] : [source],
    landingDirectory: join(folder, 'landing'),
    loadedAt: new Date('2026-11-22T00:00:00Z'),
  });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const path = landed.tables[table]?.path ?? '';
  const reader = await connection.runAndReadAll(`select ${columns} from read_parquet('${path}')`);
  connection.closeSync();
  return reader.getRowsJson();
}

const SHOPIFY_ORDERS = [
  'id,customer_id,email,created_at,processed_at,updated_at,currency,subtotal_price,total_tax,taxes_included,total_discounts,total_shipping_price_set_shop_money_amount,financial_status,cancelled_at,test,source_name',
  '501,91,a@example.com,2026-01-02T09:00:00+01:00,2026-01-02T09:05:00+01:00,2026-01-03T00:00:00Z,EUR,119.00,19.00,true,10.00,4.90,paid,,false,web',
  '502,,,2026-01-03T09:00:00+01:00,,2026-01-03T00:00:00Z,EUR,50.00,9.50,false,0.00,0.00,pending,,false,pos',
  '503,92,b@example.com,2026-01-04T09:00:00+01:00,,2026-01-04T12:00:00Z,EUR,20.00,0.00,false,0.00,0.00,voided,2026-01-04T12:00:00Z,true,web',
];

describe('shopify', () => {
  it('takes tax out of prices that include it, and keeps guests, tests and cancelled orders apart', async () => {
    const columns =
      'order_id, customer_id, ordered_at, net_amount, tax_amount, status, is_test, channel';
    const rows = await imported('shopify', 'orders', {
      files: { orders: SHOPIFY_ORDERS },
      columns,
    });
    expect(rows).toEqual([
      ['501', '91', '2026-01-02 08:05:00', '100.0000', '19.0000', 'paid', false, 'web'],
      ['502', null, '2026-01-03 08:00:00', '50.0000', '9.5000', 'pending', false, 'pos'],
      ['503', '92', '2026-01-04 08:00:00', '20.0000', '0.0000', 'cancelled', true, 'web'],
    ]);
  });

  it('dates refunds by themselves, without tax, in the currency of the order', async () => {
    const files = {
      orders: SHOPIFY_ORDERS,
      refund_lines: [
        'id,order_id,line_item_id,refund_created_at,quantity,subtotal,total_tax,restock_type',
        '7,501,71,2026-02-01T10:00:00Z,1,59.50,9.50,return',
        '8,502,72,2026-02-02T10:00:00Z,2,10.00,1.90,no_restock',
      ],
    };
    const columns = 'refund_id, order_id, refunded_at, amount, currency, quantity, kind, restocked';
    expect(await imported('shopify', 'refunds', { files, columns })).toEqual([
      ['7', '501', '2026-02-01 10:00:00', '50.0000', 'EUR', '1.000000', 'return', true],
      ['8', '502', '2026-02-02 10:00:00', '10.0000', 'EUR', '2.000000', 'return', false],
    ]);
  });
});

describe('stripe', () => {
  it('divides by the decimals of each currency and leaves drafts out', async () => {
    const files = {
      invoices: [
        'id,customer,created,status_transitions_paid_at,currency,total_excluding_tax,status,livemode',
        'in_1,cus_1,1767312000,1767312060,eur,1050,paid,true',
        'in_2,cus_2,1767312000,,jpy,500,open,true',
        'in_3,cus_2,1767312000,,usd,999,draft,true',
        'in_4,cus_3,1767398400,,kwd,1234,void,false',
      ],
    };
    const columns = 'order_id, ordered_at, net_amount, currency, status, is_test';
    expect(await imported('stripe', 'orders', { files, columns })).toEqual([
      ['in_2', '2026-01-02 00:00:00', '500.0000', 'JPY', 'pending', false],
      ['in_1', '2026-01-02 00:01:00', '10.5000', 'EUR', 'paid', false],
      ['in_4', '2026-01-03 00:00:00', '1.2340', 'KWD', 'void', true],
    ]);
  });

  it('takes issued credit notes as refunds', async () => {
    const files = {
      credit_notes: [
        'id,invoice,created,currency,total_excluding_tax,status,reason',
        'cn_1,in_1,1767312000,eur,250,issued,product_unsatisfactory',
        'cn_2,in_1,1767312000,eur,250,void,duplicate',
      ],
    };
    const columns = 'refund_id, order_id, refunded_at, amount, reason';
    expect(await imported('stripe', 'refunds', { files, columns })).toEqual([
      ['cn_1', 'in_1', '2026-01-02 00:00:00', '2.5000', 'product_unsatisfactory'],
    ]);
  });
});

it('clvtools: transactions as they are', async () => {
  const files = {
    transactions: ['Id,Date,Price,Currency', '1,1997-01-01,11.77,USD', '2,1997-01-12,12,USD'],
  };
  const columns = 'customer_id, ordered_at, net_amount';
  expect(await imported('clvtools', 'orders', { files, columns })).toEqual([
    ['1', '1997-01-01 00:00:00', '11.7700'],
    ['2', '1997-01-12 00:00:00', '12.0000'],
  ]);
});

it('rfm-summary: orders with the same frequency, recency, age and mean value', async () => {
  const files = {
    summary: [
      'customer_id,frequency,recency,T,monetary_value',
      '1,2,30.43,38.86,22.35',
      '2,0,0.0,38.71,0.0',
    ],
    observation: ['observed_until,days_per_unit,currency', '1997-09-30,7,USD'],
  };
  const columns = 'customer_id, ordered_at, net_amount';
  expect(await imported('rfm-summary', 'orders', { files, columns })).toEqual([
    ['1', '1997-01-01 00:00:00', '22.3500'],
    ['2', '1997-01-02 00:00:00', '0.0000'],
    ['1', '1997-04-17 00:00:00', '22.3500'],
    ['1', '1997-08-02 00:00:00', '22.3500'],
  ]);
});
