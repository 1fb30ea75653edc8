import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import { CHATS } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Numbers of the other tickets end well below. */
const FIRST_NUMBER = 100_000_000;

interface Chat {
  readonly customer: number;
  readonly category: string;
  readonly day: number;
}

/** Chats after an order, a second file of tickets: answered the same day, some asked again within the week. */
export class ChatsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;
  #chats = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('support_tickets', 'support_tickets-chats');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null) return;
    for (const order of orders) {
      if (this.#random() >= CHATS.ofOrders) continue;
      const { category } = pick(CHATS.categories, this.#random());
      const chat = {
        customer: buyer.number,
        category,
        day: order.day + this.#days(CHATS.afterDays),
      };
      this.#write(chat);
      if (this.#random() < CHATS.askedAgain)
        this.#write({ ...chat, day: chat.day + this.#days(CHATS.againDays) });
    }
  }

  #days([soonest, latest]: readonly [number, number]): number {
    return wholeBetween(soonest, latest, this.#random);
  }

  #write({ customer, category, day }: Chat): void {
    const opened = wholeBetween(8 * 3600, 17 * 3600, this.#random);
    const minutes = wholeBetween(2, 15, this.#random);
    if (day >= this.#calendar.days) return;
    const stamp = this.#calendar.stamp(day);
    const file = this.#file.id('k', FIRST_NUMBER + this.#chats).time(stamp, opened);
    file
      .code(category)
      .id('c', customer)
      .time(stamp, opened + minutes * 60);
    file
      .time(stamp, opened + 60)
      .flag(false)
      .integer(minutes)
      .money(minutes * CHATS.costAMinute);
    file.code('EUR').code('normal').code('chat').end();
    this.#chats += 1;
  }
}
