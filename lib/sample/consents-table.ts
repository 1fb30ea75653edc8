import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import type { History, Order } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const PURPOSES = ['segment-reporting', 'model-fitting'] as const;
const SHARES = { refused: 0.03, withdrawn: 0.015 };

/** What each customer agreed to at the first order, and later withdrawals. */
export class ConsentsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('consents');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    if (buyer.number === null || !first) return;
    for (const purpose of PURPOSES) this.#agree(buyer.number, purpose, first);
  }

  #agree(customer: number, purpose: string, first: Order): void {
    const u = this.#random();
    const isRefused = u < SHARES.refused;
    const change = { customer, purpose, day: first.day, second: first.second };
    this.#change({ ...change, status: isRefused ? 'refused' : 'granted' });
    const later = first.day + 1 + Math.floor(this.#random() * 200);
    if (u > 1 - SHARES.withdrawn && later < this.#calendar.days)
      this.#change({ ...change, day: later, status: 'withdrawn' });
  }

  #change(change: {
    readonly customer: number;
    readonly purpose: string;
    readonly day: number;
    readonly second: number;
    readonly status: string;
  }): void {
    this.#file.id('c', change.customer).code(change.purpose).code(change.status);
    this.#file.time(this.#calendar.stamp(change.day), change.second);
    this.#file.code('consent').code('2023-11').end();
  }
}
