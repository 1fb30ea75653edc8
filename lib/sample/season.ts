import type { ShopCalendar } from './shop-calendar.ts';

/** The factor of every day, interpolated linearly between the middles of the months. */
export function dailyFactors(calendar: ShopCalendar, months: readonly number[]): Float64Array {
  return Float64Array.from({ length: calendar.days }, (_, day) =>
    factorOn(calendar.date(day), months),
  );
}

function factorOn(date: string, months: readonly number[]): number {
  const month = Number(date.slice(5, 7)) - 1;
  const sinceMiddle = (Number(date.slice(8, 10)) - 1) / 30.4375 - 0.5;
  const neighbour = (month + (sinceMiddle < 0 ? 11 : 1)) % 12;
  const weight = Math.min(Math.abs(sinceMiddle), 0.5);
  return (months[month] ?? 1) * (1 - weight) + (months[neighbour] ?? 1) * weight;
}

/**
 * A clock that runs faster in busy seasons. A purchase process with a constant rate on this clock is the model's process with a
 * season in real time.
 */
export class SeasonalClock {
  readonly #elapsed: Float64Array;
  readonly #factors: Float64Array;
  readonly #dayAt: Int32Array;

  /** `factors`: speed of the clock on each day, positive. */
  constructor(factors: Float64Array) {
    this.#factors = factors;
    this.#elapsed = new Float64Array(factors.length + 1);
    for (const [day, factor] of factors.entries())
      this.#elapsed[day + 1] = (this.#elapsed[day] ?? 0) + factor;
    this.#dayAt = new Int32Array(Math.ceil(this.end) + 1);
    for (let day = 0, whole = 0; whole < this.#dayAt.length; whole += 1) {
      while (day + 1 < factors.length && (this.#elapsed[day + 1] ?? 0) <= whole) day += 1;
      this.#dayAt[whole] = day;
    }
  }

  /** Reading of the clock when the last day ends. */
  get end(): number {
    return this.#elapsed[this.#factors.length] ?? 0;
  }

  /** Reading at a real time in days. */
  read(time: number): number {
    const day = Math.floor(time);
    return (this.#elapsed[day] ?? 0) + (time - day) * (this.#factors[day] ?? 1);
  }

  /** Real time in days of a reading; one past the end is the last moment. */
  timeOf(reading: number): number {
    const last = this.#factors.length - 1;
    let day = this.#dayAt[Math.floor(reading)] ?? last;
    while (day < last && (this.#elapsed[day + 1] ?? 0) <= reading) day += 1;
    const part = (reading - (this.#elapsed[day] ?? 0)) / (this.#factors[day] ?? 1);
    return day + Math.min(part, 1 - 1e-9);
  }
}
