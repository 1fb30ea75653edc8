import type { Random } from '#lib/numerics/random-from.ts';
import { LOYALTY } from './campaigns.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { type History, isSale, type Order } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const EXPIRY_SECOND = 3 * 3600;

/** Points that still live, and the day on which they expire. */
interface Lot {
  readonly expires: number;
  points: number;
}

/** Members of the loyalty programme, who join with their first order: tiers by orders, and points earned, used and expired. */
export class LoyaltyTables {
  readonly #calendar: ShopCalendar;
  readonly #tiers: CsvFile;
  readonly #ledger: CsvFile;
  readonly #random: Random;
  #lots: Lot[] = [];

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#tiers = folder.open('loyalty_tiers');
    this.#ledger = folder.open('loyalty_ledger');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null || this.#random() >= LOYALTY.memberShare) return;
    const sales = orders.filter(isSale);
    this.#writeTiers(buyer.number, sales);
    this.#lots = [];
    for (const order of sales) {
      this.#expire(buyer.number, order.day);
      this.#redeem(buyer.number, order);
      const points = Math.floor(order.net / 100);
      if (points === 0) continue;
      this.#entry(buyer.number, order, { points, kind: 'earn' });
      this.#lots.push({ expires: order.day + LOYALTY.lifeDays, points });
    }
    this.#expire(buyer.number, this.#calendar.days - 1);
  }

  #writeTiers(customer: number, sales: readonly Order[]): void {
    for (const [at, { tier, fromOrder }] of LOYALTY.tiers.entries()) {
      const entry = sales[fromOrder - 1];
      if (!entry) return;
      const next = sales[(LOYALTY.tiers[at + 1]?.fromOrder ?? Infinity) - 1];
      this.#tiers.id('c', customer).code(tier);
      this.#tiers.time(this.#calendar.stamp(entry.day), entry.second);
      if (next) this.#tiers.time(this.#calendar.stamp(next.day), next.second);
      else this.#tiers.empty();
      this.#tiers.end();
    }
  }

  /** Some orders use up what is there, the oldest points first. */
  #redeem(customer: number, order: Order): void {
    const balance = this.#lots.reduce((sum, { points }) => sum + points, 0);
    const points = balance - (balance % LOYALTY.redeemedBy);
    if (this.#random() >= LOYALTY.redeemShare || points === 0) return;
    this.#entry(customer, order, { points, kind: 'redeem' });
    let rest = points;
    for (const lot of this.#lots) {
      const used = Math.min(lot.points, rest);
      lot.points -= used;
      rest -= used;
    }
  }

  #expire(customer: number, until: number): void {
    const due = this.#lots.filter(({ expires }) => expires <= until);
    this.#lots = this.#lots.filter(({ expires }) => expires > until);
    const days = new Map<number, number>();
    for (const { expires, points } of due) days.set(expires, (days.get(expires) ?? 0) + points);
    for (const [day, points] of days)
      if (points > 0)
        this.#entry(customer, { day, second: EXPIRY_SECOND }, { points, kind: 'expire' });
  }

  #entry(
    customer: number,
    at: { readonly day: number; readonly second: number },
    { points, kind }: { readonly points: number; readonly kind: 'earn' | 'redeem' | 'expire' },
  ): void {
    this.#ledger.id('c', customer).time(this.#calendar.stamp(at.day), at.second);
    this.#ledger.integer(points).code(kind).money(LOYALTY.pointValue).code('EUR').end();
  }
}
