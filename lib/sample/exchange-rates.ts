import type { Random } from '#lib/numerics/random-from.ts';
import { sampleNormal } from '#lib/numerics/sample-normal.ts';
import type { DataFolder } from './data-folder.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const USUAL = 1.165;
const SCALE = 100_000;

/** Euros for a pound, one rate a day: a slow walk around its usual value, in hundred-thousandths. */
export class ExchangeRates {
  readonly #rates: Int32Array;
  readonly #missingDay: number | null;

  /** `missingDay`: the day whose rate the file lacks; null for none. */
  constructor(days: number, missingDay: number | null, random: Random) {
    this.#missingDay = missingDay;
    let rate = USUAL;
    this.#rates = Int32Array.from({ length: days }, () => {
      rate += 0.02 * (USUAL - rate) + 0.003 * sampleNormal(random);
      return Math.round(rate * SCALE);
    });
  }

  /** Euro cents, rounded to the cent, at the rate of `day`; null when that rate is missing. */
  toEuro(minor: number, currency: string, day: number): number | null {
    if (currency === 'EUR') return minor;
    if (day === this.#missingDay) return null;
    return Math.round((minor * (this.#rates[day] ?? 0)) / SCALE);
  }

  write(folder: DataFolder, calendar: ShopCalendar): void {
    const file = folder.open('fx_rates');
    for (const [day, rate] of this.#rates.entries()) {
      if (day === this.#missingDay) continue;
      file.code(calendar.date(day)).code('GBP').code('EUR');
      file
        .code((rate / SCALE).toFixed(5))
        .code('spot')
        .end();
    }
  }
}
