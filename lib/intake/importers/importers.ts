import type { ReadyMapping } from '#lib/config/configuration.ts';
import clvtoolsOrders from './clvtools-orders.sql';
import type { Importer } from './importer.ts';
import rfmSummaryOrders from './rfm-summary-orders.sql';
import shopifyOrderTotals from './shopify-order-totals.sql';
import shopifyOrders from './shopify-orders.sql';
import shopifyRefunds from './shopify-refunds.sql';
import stripeApiMoney from './stripe-api-money.sql';
import stripeApiOrders from './stripe-api-orders.sql';
import stripeApiRefunds from './stripe-api-refunds.sql';
import stripeOrders from './stripe-orders.sql';
import stripeRefunds from './stripe-refunds.sql';

/** A select that reads another one by name. */
const withPart = (name: string, part: string, select: string): string =>
  `with ${name} as (\n${part})\nselect * from (\n${select}) as mapped`;

const shopify = {
  source: 'Shopify admin: orders export (CSV); for refunds also the transaction histories export',
  tables: {
    orders: {
      files: ['orders'],
      sql: withPart('order_totals', shopifyOrderTotals, shopifyOrders),
    },
    refunds: {
      files: ['orders', 'transactions'],
      sql: withPart('order_totals', shopifyOrderTotals, shopifyRefunds),
    },
  },
  traps: [
    'rows of further line items repeat the order and are not counted',
    'prices that include tax are told by the sum of the order',
    'a refund keeps its own day; the refunded amount in the orders export has none and is not used',
    'all amounts are in shop currency',
    'customers are named after their first order, as the export knows them by e-mail address only',
  ],
  knownBy: ['Name', 'Email', 'Financial Status', 'Subtotal', 'Taxes', 'Lineitem quantity'],
} as const satisfies Importer;

const stripe = {
  source: 'Stripe Dashboard: Payments, Export, all columns (CSV)',
  tables: {
    orders: { files: ['payments'], sql: stripeOrders },
    refunds: { files: ['payments'], sql: stripeRefunds },
  },
  traps: [
    'amounts of this export are in major units, unlike those of the API',
    'test mode is marked; failed and uncaptured payments are not paid',
    'a refund keeps its own day',
  ],
  knownBy: ['id', 'Created date (UTC)', 'Amount', 'Amount Refunded', 'Captured', 'Customer ID'],
} as const satisfies Importer;

const stripeApi = {
  source: 'Stripe API: charge objects and refund objects, one CSV column per field',
  tables: {
    orders: {
      files: ['charges'],
      sql: withPart('stripe_api_money', stripeApiMoney, stripeApiOrders),
    },
    refunds: {
      files: ['refunds'],
      sql: withPart('stripe_api_money', stripeApiMoney, stripeApiRefunds),
    },
  },
  traps: [
    'amounts are in the smallest unit; currencies without decimals are not divided by 100',
    'test mode is marked; failed and uncaptured charges are not paid',
  ],
  knownBy: ['id', 'customer', 'created', 'amount', 'currency', 'captured', 'livemode'],
} as const satisfies Importer;

const clvtools = {
  source: 'CLVTools (R): transactions given to clvdata, columns Id, Date and Price',
  tables: { orders: { files: ['transactions'], sql: clvtoolsOrders } },
  traps: ['transactions without a price above zero are no purchases; the load counts them'],
  localDays: true,
} as const satisfies Importer;

const rfmSummary = {
  source: 'lifetimes or PyMC-Marketing (Python): frequency, recency, T and monetary_value',
  tables: { orders: { files: ['summary'], sql: rfmSummaryOrders } },
  traps: [
    'recency is the age at the last purchase, not the days since it',
    'purchases of one day, or week, were merged before',
    'only what depends on frequency, recency, T and the mean repeat value may be measured',
  ],
  localDays: true,
} as const satisfies Importer;

/** Every ready mapping. See README.md for what was verified and what the exports cannot say. */
export const IMPORTERS: Readonly<Record<ReadyMapping, Importer>> = {
  shopify,
  stripe,
  'stripe-api': stripeApi,
  clvtools,
  'rfm-summary': rfmSummary,
};
