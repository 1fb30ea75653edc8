import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { wholeBetween } from './draw.ts';
import type { History, Order } from './history.ts';
import { PRODUCTS, SUBSCRIPTION_PRODUCTS } from './products.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const SECOND_LINE_SHARE = 0.35;

/** One or two lines of every order; their net amounts add up to the order's. */
export class ItemsTable {
  readonly #file: CsvFile;
  readonly #random: Random;
  #lines = 0;

  constructor(folder: DataFolder, random: Random) {
    this.#file = folder.open('order_items');
    this.#random = random;
  }

  add({ orders }: History): void {
    for (const order of orders) {
      const share = this.#random() < SECOND_LINE_SHARE ? 0.3 : 0;
      const second = Math.floor(order.net * share);
      this.#line(order, order.net - second);
      if (second > 0) this.#line(order, second);
    }
  }

  #line(order: Order, net: number): void {
    const popular = Math.floor(this.#random() ** 2 * PRODUCTS.length);
    const quantity = wholeBetween(1, 3, this.#random);
    const file = this.#file;
    file.id('i', this.#lines).id('o', order.number).id('p', popular).integer(quantity).money(net);
    file.money(Math.round((order.cogs * net) / order.net / quantity));
    file.code(PRODUCTS[popular]?.category ?? '').end();
    this.#lines += 1;
  }
}

/** The catalogue: what is sold once, and the two plans. */
export function writeProducts(folder: DataFolder, calendar: ShopCalendar): void {
  const file = folder.open('products');
  for (const [number, product] of [...PRODUCTS, ...SUBSCRIPTION_PRODUCTS].entries()) {
    file.id('p', number).code(product.category).code(product.family).money(product.unitCost);
    file.code('EUR').time(calendar.stamp(0), 0).end();
  }
}
