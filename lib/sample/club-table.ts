import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import { CLUB } from './parameters.ts';
import { PRODUCTS } from './products.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const MONTH_DAYS = 30;
const RENEWS = 8 * 3600;
/** Numbers of the plans end well below. */
const FIRST_NUMBER = 100_000_000;

interface Membership {
  readonly number: number;
  readonly customer: number;
  /** Place of the price in the list; null while there is none. */
  level: number | null;
}

interface Change {
  readonly day: number;
  readonly level: number | null;
  readonly status: 'active' | 'past_due' | 'ended';
  readonly reason?: string;
}

/** Club memberships at three prices, a second file of subscriptions: people move up and down, leave, fail to pay and come back. */
export class ClubTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;
  #members = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('subscriptions', 'subscriptions-club');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    if (buyer.number === null || !first) return;
    if (this.#random() >= CLUB.share) return;
    const start = first.day + wholeBetween(0, 60, this.#random);
    if (start >= this.#calendar.days) return;
    const membership = {
      number: FIRST_NUMBER + this.#members,
      customer: buyer.number,
      level: null,
    };
    this.#members += 1;
    this.#live(membership, start);
  }

  /** From a first day on, and again after each pause. */
  #live(membership: Membership, firstDay: number): void {
    let day: number | null = firstDay;
    while (day !== null && day < this.#calendar.days) {
      const level = wholeBetween(0, CLUB.prices.length - 1, this.#random);
      this.#change(membership, { day, level, status: 'active' });
      const end = this.#stay(membership, day + MONTH_DAYS);
      const [soonest, latest] = CLUB.returnDays;
      const returns = this.#random() < CLUB.returnShare;
      day = returns ? end + wholeBetween(soonest, latest, this.#random) : null;
    }
  }

  /** Renews month by month; gives the day of the end, which may lie after the history. */
  #stay(membership: Membership, firstRenewal: number): number {
    for (let day = firstRenewal; day < this.#calendar.days; day += MONTH_DAYS) {
      const u = this.#random();
      if (u < CLUB.monthlyChurn) return this.#leave(membership, day + MONTH_DAYS);
      this.#move(membership, day, u - CLUB.monthlyChurn);
    }
    return this.#calendar.days;
  }

  #move(membership: Membership, day: number, u: number): void {
    const level = membership.level ?? 0;
    const step = u < CLUB.monthlyUpgrade ? 1 : -1;
    if (u >= CLUB.monthlyUpgrade + CLUB.monthlyDowngrade) return;
    if (CLUB.prices[level + step] === undefined) return;
    this.#change(membership, { day, level: level + step, status: 'active' });
  }

  #leave(membership: Membership, endDay: number): number {
    const { reason } = pick(CLUB.reasons, this.#random());
    const { level } = membership;
    const pastDueDay = endDay - CLUB.pastDueDays;
    if (reason === 'payment-failed' && pastDueDay < this.#calendar.days)
      this.#change(membership, { day: pastDueDay, level, status: 'past_due' });
    if (endDay < this.#calendar.days)
      this.#change(membership, { day: endDay, level: null, status: 'ended', reason });
    return endDay;
  }

  #change(membership: Membership, { day, level, status, reason = '' }: Change): void {
    const price = (at: number | null) => (at === null ? 0 : (CLUB.prices[at] ?? 0));
    const stamp = this.#calendar.stamp(day);
    const file = this.#file.id('s', membership.number).id('c', membership.customer);
    file.time(stamp, RENEWS).money(price(membership.level)).money(price(level)).code('EUR');
    file.id('p', PRODUCTS.length).code('month').code(status).empty();
    if (level === null) file.time(stamp, RENEWS);
    else file.empty();
    file
      .code(reason)
      .code(reason === 'switched' ? 'competitor-b' : '')
      .end();
    membership.level = level;
  }
}
