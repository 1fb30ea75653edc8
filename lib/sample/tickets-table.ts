import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const SHARES = { ofOrders: 0.05, reopened: 0.08, sameDay: 0.6 };
const COST_A_MINUTE = 55;

const CATEGORIES = [
  { category: 'delivery-delay', share: 0.36 },
  { category: 'return-question', share: 0.25 },
  { category: 'damaged-item', share: 0.15 },
  { category: 'invoice-address', share: 0.13 },
  { category: 'login', share: 0.11 },
];

/** Tickets in the days after an order. */
export class TicketsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;
  #tickets = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('support_tickets');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null) return;
    for (const order of orders) {
      const day = order.day + wholeBetween(1, 10, this.#random);
      const isTicket = this.#random() < SHARES.ofOrders;
      if (isTicket && day < this.#calendar.days) this.#ticket(buyer.number, day);
    }
  }

  #ticket(customer: number, day: number): void {
    const random = this.#random;
    const opened = wholeBetween(8 * 3600, 17 * 3600, random);
    const reply = opened + wholeBetween(300, 7200, random);
    const resolvedDay = day + (random() < SHARES.sameDay ? 0 : wholeBetween(1, 5, random));
    const minutes = wholeBetween(4, 40, random);
    const file = this.#file.id('k', this.#tickets).time(this.#calendar.stamp(day), opened);
    file.code(pick(CATEGORIES, random()).category).id('c', customer);
    if (resolvedDay < this.#calendar.days)
      file.time(this.#calendar.stamp(resolvedDay), resolvedDay === day ? reply + 600 : reply);
    else file.empty();
    file.time(this.#calendar.stamp(day), reply).flag(random() < SHARES.reopened);
    file
      .integer(minutes)
      .money(minutes * COST_A_MINUTE)
      .code('EUR');
    file.code(random() < 0.1 ? 'high' : 'normal');
    file.code(random() < 0.7 ? 'chat' : 'phone-line').end();
    this.#tickets += 1;
  }
}
