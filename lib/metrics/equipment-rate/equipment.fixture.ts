import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { FAMILY_OF, type PlainItem } from '../../../test/fixtures/generated-items.ts';
import type { PlainShop } from '../../../test/fixtures/generated-shop.ts';

/** Products that each active customer holds before a close, by plain loops. */
export function plainHoldings(
  shop: PlainShop,
  items: readonly PlainItem[],
  close: IsoDate,
): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map<string, Set<string>>();
  const isLive = (date: IsoDate) => date < close && date >= addDays(close, -730);
  for (const { customer, counts, date } of shop.orders)
    if (customer !== null && counts && isLive(date) && !held.has(customer))
      held.set(customer, new Set());
  for (const { order, product, returned } of items)
    if (order.counts && isLive(order.date) && (returned === null || returned >= close))
      held.get(order.customer ?? '')?.add(product);
  return held;
}

/** How many customers hold all of these families. */
export function plainHolders(
  holdings: ReadonlyMap<string, ReadonlySet<string>>,
  families: readonly string[],
): number {
  const familiesOf = (products: ReadonlySet<string>) =>
    new Set([...products].map((product) => FAMILY_OF[product]));
  return [...holdings.values()].filter((products) => {
    const own = familiesOf(products);
    return families.every((family) => own.has(family));
  }).length;
}
