import type { ShopFolder } from './shop-folder.ts';

export interface PlainWeek {
  orders: number;
  /** In cents of the order's own currency. */
  revenue: number;
  readonly buyers: Set<string>;
}

/** Paid orders of a country's known buyers in a week, by plain loops over the delivered files. */
export function plainCountryWeek(
  folder: ShopFolder,
  country: string,
  [from, until]: readonly [string, string],
): PlainWeek {
  const week: PlainWeek = { orders: 0, revenue: 0, buyers: new Set() };
  for (const { at, country: where, isPaid, customer, cents } of ordersOf(folder)) {
    if (where !== country || at < from || at >= until || !isPaid || customer === '') continue;
    week.orders += 1;
    week.revenue += cents;
    week.buyers.add(customer);
  }
  return week;
}

interface Order {
  readonly at: string;
  readonly country: string;
  readonly isPaid: boolean;
  readonly customer: string;
  readonly cents: number;
}

function* ordersOf(folder: ShopFolder): Generator<Order> {
  for (const file of folder.files('data').filter((name) => name.startsWith('orders-'))) {
    const [head = '', ...rows] = folder.text(`data/${file}`).trim().split('\n');
    const columns = head.split(',');
    for (const row of rows) {
      const cells = row.split(',');
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
      yield {
        at: cell('ordered_at').slice(0, 10),
        country: cell('country'),
        isPaid: cell('status') === 'paid' && cell('is_test') === 'false',
        customer: cell('customer_id'),
        cents: Math.round(100 * (Number(cell('net_amount')) + Number(cell('shipping_charged')))),
      };
    }
  }
}
