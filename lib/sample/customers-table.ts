import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { Buyer, History } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

/** Staff and erased persons have not ordered for so long that no open period depends on them. */
const DORMANT_DAYS = 70;
const SHARES = { business: 0.06, sameAccount: 0.35, staff: 0.004, erased: 0.003 };

const INTERESTS = [
  { interest: 'coffee', share: 0.45 },
  { interest: 'tea', share: 0.3 },
  { interest: 'gifts', share: 0.25 },
];

const ERASURE_SCOPES = [
  { scope: 'delete', share: 0.7 },
  { scope: 'object', share: 0.2 },
  { scope: 'restrict', share: 0.1 },
];

/** Customers, and the erasure requests of a handful of them. */
export class CustomersTable {
  readonly #calendar: ShopCalendar;
  readonly #customers: CsvFile;
  readonly #erasures: CsvFile;
  readonly #random: Random;
  #accounts = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#customers = folder.open('customers');
    this.#erasures = folder.open('erasures');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    const last = orders.at(-1);
    if (buyer.number === null || !first || !last) return;
    const file = this.#customers;
    file.id('c', buyer.number).time(this.#calendar.stamp(first.day), first.second - 900);
    this.#writeAccount();
    file.code(buyer.country.country).quoted(this.#attributes());
    const u = last.day < this.#calendar.days - DORMANT_DAYS ? this.#random() : 1;
    file.flag(u < SHARES.staff).end();
    if (u > 1 - SHARES.erased && u < 1) this.#erase(buyer);
  }

  #writeAccount(): void {
    const isBusiness = this.#random() < SHARES.business;
    if (!isBusiness) {
      this.#customers.code('b2c').empty();
      return;
    }
    if (this.#accounts === 0 || this.#random() > SHARES.sameAccount) this.#accounts += 1;
    this.#customers.code('b2b').id('a', this.#accounts);
  }

  #attributes(): string {
    const { interest } = pick(INTERESTS, this.#random());
    const newsletter = this.#random() < 0.6 ? 'yes' : 'no';
    return JSON.stringify({ interest, newsletter });
  }

  #erase({ number }: Buyer): void {
    if (number === null) return;
    const day = this.#calendar.days - wholeBetween(1, 30, this.#random);
    this.#erasures.id('e', number).id('c', number);
    this.#erasures.time(this.#calendar.stamp(day), wholeBetween(8 * 3600, 20 * 3600, this.#random));
    this.#erasures.code(pick(ERASURE_SCOPES, this.#random()).scope).end();
  }
}
