import type { ShopTables } from '../../../../test/fixtures/shop-warehouse.ts';

/** Customers of more than 90 days by the close of October 2026, each with one order of that CM3 in major units. */
export const customersOfProfit = (profits: readonly number[]): ShopTables => ({
  orders: profits.map((profit, i) => ({
    order_id: `o${i}`,
    customer_id: `c${i}`,
    ordered_at: '2026-03-10 12:00:00',
    currency: 'EUR',
    net_amount: 200,
    cogs_amount: 200 - profit,
  })),
});

/** Of the metric definitions, section 11. */
export const PUBLISHED_PROFITS = [100, 80, 60, 40, 20, -10, -20, -30];
