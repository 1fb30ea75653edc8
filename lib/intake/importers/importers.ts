import type { Importer } from './importer.ts';
import rfmSummaryOrders from './rfm-summary-orders.sql';
import shopifyOrders from './shopify-orders.sql';
import shopifyRefunds from './shopify-refunds.sql';
import stripeOrders from './stripe-orders.sql';
import stripeRefunds from './stripe-refunds.sql';

const stripe = { assumeTimeZone: 'UTC', moneyFormat: 'minor' } as const;

/** Ready mappings. Field names follow the vendors' object names; check them against the API version in use. */
export const IMPORTERS: readonly Importer[] = [
  {
    id: 'shopify',
    version: 1,
    reads: 'Shopify Admin API orders and refund lines, one CSV row each, nested names joined by _',
    tables: {
      orders: { files: ['orders'], sql: shopifyOrders },
      refunds: { files: ['orders', 'refund_lines'], sql: shopifyRefunds },
    },
  },
  {
    id: 'stripe',
    version: 1,
    reads: 'Stripe API invoices and credit notes, one CSV row each, nested names joined by _',
    tables: {
      orders: { files: ['invoices'], sql: stripeOrders, ...stripe },
      refunds: { files: ['credit_notes'], sql: stripeRefunds, ...stripe },
    },
  },
  {
    id: 'clvtools',
    version: 1,
    reads: 'CLVTools transaction data: Id, Date, Price, with a Currency column added',
    tables: {
      orders: {
        files: ['transactions'],
        columns: {
          customer_id: 'Id',
          ordered_at: 'Date',
          net_amount: 'Price',
          currency: 'Currency',
        },
        assumeTimeZone: 'UTC',
      },
    },
  },
  {
    id: 'rfm-summary',
    version: 1,
    reads:
      'customer summaries of lifetimes or PyMC-Marketing (customer_id, frequency, recency, T, monetary_value), and one row of observed_until, days_per_unit, currency',
    tables: {
      orders: { files: ['summary', 'observation'], sql: rfmSummaryOrders, assumeTimeZone: 'UTC' },
    },
  },
];
