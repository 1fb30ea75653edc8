import type { IsoDate } from '#lib/units/calendar.ts';
import {
  firstOrders,
  type PlainOrder,
  type PlainRefund,
  type PlainShop,
} from '../../../../test/fixtures/generated-shop.ts';

/** All that one customer did before the cut, as plain loops read it; orders in time order. */
export interface CustomerLife {
  readonly customer: string;
  readonly entry: PlainOrder;
  readonly orders: readonly PlainOrder[];
  readonly refunds: readonly PlainRefund[];
}

export function customerLives(shop: PlainShop, asOf: IsoDate): CustomerLife[] {
  return [...firstOrders(shop, asOf)].map(([customer, entry]) => ({
    customer,
    entry,
    orders: shop.orders
      .filter((order) => order.counts && order.customer === customer && order.date < asOf)
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    refunds: shop.refunds.filter(
      ({ order, date }) => order.counts && order.customer === customer && date < asOf,
    ),
  }));
}

/** Contribution in cents, by costs, of what a life holds on the days that pass. */
export function contributionOf(life: CustomerLife, isIn: (date: IsoDate) => boolean): number {
  const earned = life.orders
    .filter(({ date }) => isIn(date))
    .reduce((sum, o) => sum + o.net + o.shipping - o.cogs - o.fulfilment, 0);
  return life.refunds.filter(({ date }) => isIn(date)).reduce((sum, r) => sum - r.amount, earned);
}

/** Net sales in cents on the days that pass. */
export function netSalesOf(life: CustomerLife, isIn: (date: IsoDate) => boolean): number {
  const sold = life.orders.filter(({ date }) => isIn(date)).reduce((sum, o) => sum + o.net, 0);
  return life.refunds.filter(({ date }) => isIn(date)).reduce((sum, r) => sum - r.amount, sold);
}
