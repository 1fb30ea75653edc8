import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import type { History, Order } from './history.ts';
import { pseudonym } from './pseudonym.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Orders, one file a calendar year. */
export class OrdersTable {
  readonly #calendar: ShopCalendar;
  readonly #files = new Map<number, CsvFile>();
  readonly #fileOfDay: readonly CsvFile[];
  readonly #repeatFrom: number;
  /** Id of the order that stands twice in its file; null when none was asked for or is recent enough. */
  duplicateOrderId: string | null = null;

  /** `duplicateFrom`: the first customer's order from this day on is written twice; null for none. */
  constructor(folder: DataFolder, calendar: ShopCalendar, duplicateFrom: number | null) {
    this.#calendar = calendar;
    this.#repeatFrom = duplicateFrom ?? Infinity;
    this.#fileOfDay = Array.from({ length: calendar.days }, (_, day) => {
      const year = calendar.year(day);
      const file = this.#files.get(year) ?? folder.open('orders', `orders-${year}`);
      this.#files.set(year, file);
      return file;
    });
  }

  add(history: History): void {
    for (const order of history.orders) {
      this.#write(history, order);
      if (order.day >= this.#repeatFrom && this.duplicateOrderId === null) {
        this.#write(history, order);
        this.duplicateOrderId = pseudonym({ kind: 'o', number: order.number });
      }
    }
  }

  #write({ buyer }: History, order: Order): void {
    const file = this.#fileOfDay[order.day];
    if (file === undefined) throw new RangeError(`an order on day ${order.day}, after the end`);
    const stamp = this.#calendar.stamp(order.day);
    file.id('o', order.number);
    if (buyer.number === null) file.empty();
    else file.id('c', buyer.number);
    file.time(stamp, order.second).code(buyer.country.currency);
    file
      .money(order.net)
      .money(order.net + order.discount)
      .money(order.discount);
    file.money(order.shipping).money(order.tax).code(order.status);
    if (order.status === 'cancelled') file.time(stamp, Math.min(order.second + 5400, 86_399));
    else file.empty();
    file.flag(order.isTest).code(order.channel).code(buyer.country.country);
    file.money(order.cogs).money(order.fulfilment).money(order.paymentFee).end();
  }
}
