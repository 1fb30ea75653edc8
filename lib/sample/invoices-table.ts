import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { wholeBetween } from './draw.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const NOON = 12 * 3600;
const TERM_DAYS = 14;
const WRITE_OFF_DAYS = 120;
const SHARES = { onTime: 0.88, late: 0.1 };

export interface Bill {
  readonly day: number;
  readonly customer: number;
  readonly subscription: number;
  readonly mrr: number;
}

/** Invoices of the plans: most paid in time, some late, a few never and written off. */
export class InvoicesTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;
  #invoices = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('invoices');
    this.#random = random;
  }

  bill({ day, customer, subscription, mrr }: Bill): void {
    const { days } = this.#calendar;
    const paidDay = this.#paidDay(day);
    const isPaid = paidDay < days;
    const writtenOffDay = day + TERM_DAYS + WRITE_OFF_DAYS;
    const isWrittenOff = paidDay === Infinity && writtenOffDay < days;
    const file = this.#file.id('v', this.#invoices).id('c', customer);
    file.time(this.#calendar.stamp(day), NOON);
    file.time(this.#calendar.stamp(day + TERM_DAYS), NOON);
    file
      .money(mrr)
      .code('EUR')
      .money(isPaid ? mrr : 0);
    this.#timeOrEmpty(isPaid ? paidDay : null);
    file.code(invoiceStatus(isPaid, isWrittenOff));
    this.#timeOrEmpty(isWrittenOff ? writtenOffDay : null);
    file.id('s', subscription).end();
    this.#invoices += 1;
  }

  /** Infinity: never. */
  #paidDay(issued: number): number {
    const u = this.#random();
    if (u < SHARES.onTime) return issued + wholeBetween(1, TERM_DAYS, this.#random);
    if (u < SHARES.onTime + SHARES.late)
      return issued + TERM_DAYS + wholeBetween(1, 100, this.#random);
    return Infinity;
  }

  #timeOrEmpty(day: number | null): void {
    if (day === null) this.#file.empty();
    else this.#file.time(this.#calendar.stamp(day), NOON);
  }
}

function invoiceStatus(isPaid: boolean, isWrittenOff: boolean): string {
  if (isPaid) return 'paid';
  return isWrittenOff ? 'uncollectible' : 'open';
}
