import { daysBetween, type IsoDate, weekLabel, weekOf } from '#lib/units/calendar.ts';
import type { Buyer, ShopOrder } from './attack-shop.ts';
import type { Delivery } from './delivery.ts';

/** What one order or refund adds to a customer, on its own day; in cents. */
export interface Movement {
  /** A guest is a contributor of their own, by their order. */
  readonly contributor: string;
  readonly buyer: Buyer | null;
  readonly entry: IsoDate | null;
  readonly date: IsoDate;
  readonly week: string;
  readonly age: number;
  /** Months of life: 0 in the month of entry. */
  readonly monthAge: number;
  readonly amounts: Readonly<Record<string, number>>;
}

const monthNumber = (date: IsoDate): number =>
  Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** Day of the first order of everyone whom the report may be about: who asked to be erased is nobody. */
export function entriesOf({ orders, erasures }: Delivery): ReadonlyMap<Buyer, IsoDate> {
  const erased = new Set(erasures.map(({ buyer }) => buyer));
  const entries = new Map<Buyer, IsoDate>();
  for (const { buyer, date } of orders) {
    if (buyer === null || erased.has(buyer)) continue;
    const known = entries.get(buyer);
    if (known === undefined || date < known) entries.set(buyer, date);
  }
  return entries;
}

/** Every order and refund that counts, one by one. */
export function movementsOf(delivery: Delivery): Movement[] {
  const entries = entriesOf(delivery);
  const counts = ({ buyer }: ShopOrder) => buyer === null || entries.has(buyer);
  const movement = (order: ShopOrder, date: IsoDate, amounts: Movement['amounts']): Movement => {
    const entry = (order.buyer && entries.get(order.buyer)) ?? null;
    return {
      contributor: order.buyer?.id ?? order.id,
      buyer: order.buyer,
      entry,
      date,
      week: weekLabel(weekOf(date)),
      age: entry === null ? 0 : daysBetween(entry, date),
      monthAge: entry === null ? 0 : monthNumber(date) - monthNumber(entry),
      amounts,
    };
  };
  return [
    ...delivery.orders.filter(counts).map((order) => movement(order, order.date, sold(order))),
    ...delivery.refunds
      .filter(({ order }) => counts(order))
      .map(({ order, date, amount }) => movement(order, date, givenBack(amount))),
  ];
}

function sold({ net, discount, shipping, cogs, fulfilment }: ShopOrder): Movement['amounts'] {
  return {
    orders: 1,
    'gross-sales': net + discount,
    discounts: discount,
    'discounted-sales': net,
    'net-sales': net,
    shipping,
    'net-revenue': net + shipping,
    cogs,
    cm1: net + shipping - cogs,
    fulfilment,
    contribution: net + shipping - cogs - fulfilment,
  };
}

const givenBack = (amount: number): Movement['amounts'] => ({
  refunds: amount,
  'net-sales': -amount,
  'net-revenue': -amount,
  cm1: -amount,
  contribution: -amount,
});
