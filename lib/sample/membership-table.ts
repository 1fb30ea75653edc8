import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import type { History, Order } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Orders at which a customer enters each segment of the scheme. */
const SEGMENTS = [
  { segment: 'basic', fromOrder: 1 },
  { segment: 'plus', fromOrder: 4 },
  { segment: 'premium', fromOrder: 10 },
] as const;

/** Scheme `value-plan`: one segment a customer at any instant, moving up with the number of orders. */
export class MembershipTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;

  constructor(folder: DataFolder, calendar: ShopCalendar) {
    this.#calendar = calendar;
    this.#file = folder.open('segment_membership');
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null) return;
    for (const [at, { segment, fromOrder }] of SEGMENTS.entries()) {
      const entry = orders[fromOrder - 1];
      if (!entry) return;
      const next = orders[(SEGMENTS[at + 1]?.fromOrder ?? Infinity) - 1];
      this.#file.id('c', buyer.number).code('value-plan').code(segment);
      this.#time(entry);
      if (next) this.#time(next);
      else this.#file.empty();
      this.#file.end();
    }
  }

  #time(order: Order): void {
    this.#file.time(this.#calendar.stamp(order.day), order.second);
  }
}
