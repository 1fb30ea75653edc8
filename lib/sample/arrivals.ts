import type { Random } from '#lib/numerics/random-from.ts';
import { ACQUISITION_GROWTH, SEASON } from './parameters.ts';
import { dailyFactors } from './season.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Monday to Sunday. */
const WEEKDAYS = [1.05, 1, 0.98, 1, 1, 0.92, 1.05];

/** Share of all new customers that each day brings: growth x season x weekday; sums to 1. */
export function arrivalShares(calendar: ShopCalendar): Float64Array {
  const weights = dailyFactors(calendar, SEASON.acquisition).map(
    (factor, day) =>
      factor * ACQUISITION_GROWTH ** (day / calendar.days) * weekdayFactor(calendar, day),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

const weekdayFactor = (calendar: ShopCalendar, day: number): number =>
  WEEKDAYS[(day - calendar.days + 7 * calendar.weeks) % 7] ?? 1;

/**
 * First-order times of all customers in order of time: independent draws from the daily shares, sorted as they come (each gap
 * of uniform order statistics is drawn from the number still to come), so nothing is kept.
 */
export class Arrivals {
  readonly #shares: Float64Array;
  readonly #random: Random;
  #left: number;
  #survivor = 1;
  #day = 0;
  #before = 0;

  constructor(customers: number, shares: Float64Array, random: Random) {
    this.#left = customers;
    this.#shares = shares;
    this.#random = random;
  }

  /** Time of the next first order, in days since the shop's first day. */
  next(): number {
    this.#survivor *= this.#random() ** (1 / this.#left);
    this.#left -= 1;
    const position = 1 - this.#survivor;
    while (this.#day + 1 < this.#shares.length && this.#before + this.#share() <= position) {
      this.#before += this.#share();
      this.#day += 1;
    }
    return this.#day + Math.min((position - this.#before) / this.#share(), 1 - 1e-9);
  }

  #share(): number {
    return this.#shares[this.#day] ?? 1;
  }
}
