import type { DataFolder } from './data-folder.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import { type Buyer, type History, isSale, type Order } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const CLOSES = 18 * 3600;

/**
 * The shop's books: net sales in euro cents by week and month, refunds at their own date and their order's rate. Sales without a rate
 * are not booked.
 */
export class Ledger {
  readonly #calendar: ShopCalendar;
  readonly #rates: ExchangeRates;
  readonly #days: Float64Array;

  constructor(calendar: ShopCalendar, rates: ExchangeRates) {
    this.#calendar = calendar;
    this.#rates = rates;
    this.#days = new Float64Array(calendar.days);
  }

  add({ buyer, orders }: History): void {
    for (const order of orders)
      if (isSale(order)) this.#book(order.day, this.#euro(order.net, buyer, order) ?? 0);
  }

  refund(
    history: { readonly buyer: Buyer; readonly order: Order },
    day: number,
    minor: number,
  ): void {
    this.#book(day, -(this.#euro(minor, history.buyer, history.order) ?? 0));
  }

  /** Whether a sale is in the books. */
  isBooked(buyer: Buyer, order: Order): boolean {
    return isSale(order) && this.#euro(order.net, buyer, order) !== null;
  }

  /** Net sales of each whole week, in euro cents. */
  weeklyNetSales(): readonly number[] {
    const weeks = Array.from({ length: this.#calendar.weeks }, () => 0);
    for (const [day, sales] of this.#days.entries()) {
      const week = this.#calendar.week(day);
      weeks[week] = (weeks[week] ?? 0) + sales;
    }
    return weeks;
  }

  /** Net sales of each month before the one of `asOf`, by its code. */
  monthlyNetSales(): ReadonlyMap<string, number> {
    const months = new Map<string, number>();
    for (const [day, sales] of this.#days.entries()) {
      const month = this.#calendar.monthCode(day);
      if (month !== this.#calendar.asOf.slice(0, 7))
        months.set(month, (months.get(month) ?? 0) + sales);
    }
    return months;
  }

  write(folder: DataFolder): void {
    const calendar = this.#calendar;
    const file = folder.open('ledger_totals');
    const row = (period: string, cents: number, closingDay: number) => {
      file.code(period).code('net-sales').money(cents).code('EUR');
      if (closingDay < calendar.days) file.time(calendar.stamp(closingDay), CLOSES);
      else file.empty();
      file.end();
    };
    for (const [week, cents] of this.weeklyNetSales().entries())
      row(calendar.weekCode(week), cents, calendar.days - 7 * (calendar.weeks - week - 1) + 1);
    for (const [month, cents] of this.monthlyNetSales())
      row(month, cents, calendar.lastDayOfMonth(month) + 5);
  }

  #book(day: number, cents: number): void {
    this.#days[day] = (this.#days[day] ?? 0) + cents;
  }

  #euro(minor: number, buyer: Buyer, order: Order): number | null {
    return this.#rates.toEuro(minor, buyer.country.currency, order.day);
  }
}
