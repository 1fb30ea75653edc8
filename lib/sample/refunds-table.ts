import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { between, pick, wholeBetween } from './draw.ts';
import type { Buyer, History, Order } from './history.ts';
import type { Ledger } from './ledger.ts';
import { REFUNDS } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const REASONS = [
  { reason: 'wrong-size', share: 0.35 },
  { reason: 'damaged', share: 0.25 },
  { reason: 'changed-mind', share: 0.25 },
  { reason: 'late-delivery', share: 0.15 },
];

/** Full and partial refunds of booked orders, known by the end of the history. */
export class RefundsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #ledger: Ledger;
  readonly #random: Random;

  constructor(
    folder: DataFolder,
    calendar: ShopCalendar,
    { ledger, random }: { readonly ledger: Ledger; readonly random: Random },
  ) {
    this.#calendar = calendar;
    this.#file = folder.open('refunds');
    this.#ledger = ledger;
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    for (const order of orders) {
      if (!this.#ledger.isBooked(buyer, order)) continue;
      if (this.#random() < REFUNDS.share) this.#refund(buyer, order);
    }
  }

  #refund(buyer: Buyer, order: Order): void {
    const random = this.#random;
    const day = order.day + wholeBetween(...REFUNDS.delayDays, random);
    const isFull = random() < REFUNDS.fullShare;
    const part = isFull ? 1 : between(REFUNDS.partOfNet, random());
    const { reason } = pick(REASONS, random());
    if (day >= this.#calendar.days) return;
    const amount = Math.round(order.net * part);
    const shipping = isFull ? order.shipping : 0;
    this.#ledger.refund({ buyer, order }, day, amount);
    const file = this.#file;
    file.id('r', order.number).id('o', order.number);
    file.time(this.#calendar.stamp(day), wholeBetween(8 * 3600, 18 * 3600, random));
    file.money(amount).code(buyer.country.currency);
    file.money(Math.round((amount + shipping) * buyer.country.taxRate)).money(shipping);
    file
      .code(isFull ? 'return' : 'goodwill')
      .flag(isFull && reason !== 'damaged')
      .code(reason);
    file.end();
  }
}
