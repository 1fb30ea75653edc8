import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import type { InvoicesTable } from './invoices-table.ts';
import { SUBSCRIPTIONS } from './parameters.ts';
import { PRODUCTS } from './products.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const MONTH_DAYS = 30;
const RENEWS = 9 * 3600;

const REASONS = [
  { reason: 'price', share: 0.35 },
  { reason: 'unused', share: 0.25 },
  { reason: 'switched', share: 0.25 },
  { reason: 'payment-failed', share: 0.15 },
];

interface Subscription {
  readonly number: number;
  readonly customer: number;
  mrr: number;
}

interface Change {
  readonly day: number;
  readonly mrr: number;
  /** Given with the request to cancel and with the end that follows it. */
  readonly reason?: string;
  readonly requestedDay?: number;
}

/** Monthly plans in EUR: start, upgrades, downgrades, requests to cancel and ends, each a row; an invoice every month. */
export class SubscriptionsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #invoices: InvoicesTable;
  readonly #random: Random;
  #subscriptions = 0;

  constructor(
    folder: DataFolder,
    calendar: ShopCalendar,
    { invoices, random }: { readonly invoices: InvoicesTable; readonly random: Random },
  ) {
    this.#calendar = calendar;
    this.#file = folder.open('subscriptions');
    this.#invoices = invoices;
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    if (buyer.number === null || !first) return;
    if (this.#random() >= SUBSCRIPTIONS.share) return;
    const start = first.day + wholeBetween(0, 60, this.#random);
    if (start < this.#calendar.days) this.#live(buyer.number, start);
  }

  #live(customer: number, start: number): void {
    const { small, large } = SUBSCRIPTIONS.price;
    const subscription = { number: this.#subscriptions, customer, mrr: 0 };
    this.#subscriptions += 1;
    this.#change(subscription, { day: start, mrr: this.#random() < 0.7 ? small : large });
    for (let day = start; day < this.#calendar.days; day += MONTH_DAYS) {
      this.#invoices.bill({
        day,
        customer,
        subscription: subscription.number,
        mrr: subscription.mrr,
      });
      const u = this.#random();
      if (u < SUBSCRIPTIONS.monthlyChurn) {
        this.#cancel(subscription, day + MONTH_DAYS);
        return;
      }
      const mrr = this.#nextPrice(subscription.mrr, u - SUBSCRIPTIONS.monthlyChurn);
      if (mrr !== subscription.mrr && day + MONTH_DAYS < this.#calendar.days)
        this.#change(subscription, { day: day + MONTH_DAYS, mrr });
    }
  }

  #nextPrice(mrr: number, u: number): number {
    const { small, large } = SUBSCRIPTIONS.price;
    if (mrr === small) return u < SUBSCRIPTIONS.monthlyUpgrade ? large : small;
    return u < SUBSCRIPTIONS.monthlyDowngrade ? small : large;
  }

  #cancel(subscription: Subscription, endDay: number): void {
    const requestedDay = endDay - SUBSCRIPTIONS.requestedDaysBeforeEnd;
    const { reason } = pick(REASONS, this.#random());
    const { mrr } = subscription;
    if (requestedDay < this.#calendar.days)
      this.#change(subscription, { day: requestedDay, mrr, reason, requestedDay });
    if (endDay < this.#calendar.days)
      this.#change(subscription, { day: endDay, mrr: 0, reason, requestedDay });
  }

  #change(subscription: Subscription, { day, mrr, reason, requestedDay }: Change): void {
    const file = this.#file.id('s', subscription.number).id('c', subscription.customer);
    const isLarge = Math.max(mrr, subscription.mrr) === SUBSCRIPTIONS.price.large;
    file.time(this.#calendar.stamp(day), RENEWS).money(subscription.mrr).money(mrr).code('EUR');
    file
      .id('p', PRODUCTS.length + (isLarge ? 1 : 0))
      .code('month')
      .code(mrr > 0 ? 'active' : 'ended');
    this.#timeOrEmpty(requestedDay);
    this.#timeOrEmpty(mrr > 0 ? undefined : day);
    file
      .code(reason ?? '')
      .code(reason === 'switched' ? 'competitor-a' : '')
      .end();
    subscription.mrr = mrr;
  }

  #timeOrEmpty(day: number | undefined): void {
    if (day === undefined) this.#file.empty();
    else this.#file.time(this.#calendar.stamp(day), RENEWS);
  }
}
