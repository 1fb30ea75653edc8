import type { IsoDate } from '#lib/units/calendar.ts';
import type { Buyer, ShopOrder } from '../shop/attack-shop.ts';

/** Day of the first order of everyone who ever buys, delivered or not: what is drawn of a buyer stays the same every week. */
export function firstOrders(orders: readonly ShopOrder[]): ReadonlyMap<Buyer, IsoDate> {
  const first = new Map<Buyer, IsoDate>();
  for (const { buyer, date } of orders)
    if (buyer !== null && date < (first.get(buyer) ?? '9999')) first.set(buyer, date);
  return first;
}

export const lastDay = (orders: readonly ShopOrder[]): IsoDate =>
  orders.reduce((last, { date }) => (date > last ? date : last), '');
