import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '#lib/config/load-configuration.ts';
import { suggestConfiguration } from './suggest-configuration.ts';
import { suggestOrderMapping } from './suggest-mapping.ts';

describe('guesses which column is which', () => {
  it.each([
    [
      'CDNOW',
      ['customer_id', 'date', 'cds', 'spend'],
      { customer_id: 'customer_id', ordered_at: 'date', net_amount: 'spend' },
    ],
    [
      'CLVTools',
      ['Id', 'Date', 'Price'],
      { customer_id: 'Id', ordered_at: 'Date', net_amount: 'Price' },
    ],
    [
      'Shopify',
      ['Name', 'Customer ID', 'Created at', 'Subtotal', 'Currency', 'Total'],
      {
        order_id: 'Name',
        customer_id: 'Customer ID',
        ordered_at: 'Created at',
        net_amount: 'Subtotal',
        currency: 'Currency',
      },
    ],
    [
      'UCI Online Retail',
      ['Invoice', 'InvoiceDate', 'Price', 'Customer ID', 'Country'],
      {
        order_id: 'Invoice',
        ordered_at: 'InvoiceDate',
        net_amount: 'Price',
        customer_id: 'Customer ID',
        country: 'Country',
      },
    ],
  ])('in %s', (_, header, columns) => {
    expect(suggestOrderMapping(header).columns).toEqual(columns);
  });

  it('says what it did not find', () => {
    expect(suggestOrderMapping(['a', 'b']).missing).toEqual([
      'customer_id',
      'ordered_at',
      'net_amount',
      'currency',
    ]);
  });
});

it('writes a configuration that is accepted as it stands', () => {
  const { text, missing } = suggestConfiguration({
    files: ['data/orders "2026".csv'],
    header: ['Id', 'Date', 'Price', 'Country'],
    timesWithoutZone: true,
  });
  expect(missing).toEqual(['currency']);
  const parsed = parseConfiguration(text, 'tenure.yaml');
  expect(parsed.sources.orders?.files).toEqual(['data/orders "2026".csv']);
  expect(parsed.sources.orders?.assumeTimeZone).toBe('UTC');
  expect(parsed.reports[0]?.segments).toEqual(['country']);
});

it('knows an export that has a ready mapping', () => {
  const { text, missing } = suggestConfiguration({
    files: ['orders_export.csv'],
    header: [
      'Name',
      'Email',
      'Financial Status',
      'Subtotal',
      'Taxes',
      'Total',
      'Lineitem quantity',
    ],
    timesWithoutZone: true,
  });
  expect(missing).toEqual([]);
  const { orders } = parseConfiguration(text, 'tenure.yaml').sources;
  expect(orders).toEqual({ files: ['orders_export.csv'], mapping: 'shopify' });
});
