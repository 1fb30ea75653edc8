import type { Random } from '#lib/numerics/random-from.ts';
import { JOURNEY } from './campaigns.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { wholeBetween } from './draw.ts';
import { type History, isSale } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const LONGEST_WAY_DAYS = 30;

/** The way of each customer from awareness to advocacy, and of visitors who came at the time and never ordered. */
export class JourneyTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #random: Random;
  #visitors = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#file = folder.open('journey_events');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const [first, second] = orders.filter(isSale);
    if (buyer.number === null || !first) return;
    for (let i = 0; i < JOURNEY.visitorsPerCustomer; i += 1) this.#visitor(first.day);
    const aware = first.day - wholeBetween(1, LONGEST_WAY_DAYS, this.#random);
    this.#event(['c', buyer.number], 'awareness', aware);
    if (this.#random() >= JOURNEY.skippedConsideration)
      this.#event(['c', buyer.number], 'consideration', aware);
    this.#event(['c', buyer.number], 'purchase', first.day);
    if (!second) return;
    this.#event(['c', buyer.number], 'loyalty', second.day);
    const told = second.day + wholeBetween(1, 20, this.#random);
    if (this.#random() < JOURNEY.advocates && told < this.#calendar.days)
      this.#event(['c', buyer.number], 'advocacy', told);
  }

  #visitor(around: number): void {
    const day = around - wholeBetween(0, LONGEST_WAY_DAYS, this.#random);
    this.#event(['v', this.#visitors], 'awareness', day);
    if (this.#random() < JOURNEY.considering)
      this.#event(['v', this.#visitors], 'consideration', day);
    this.#visitors += 1;
  }

  #event([kind, number]: readonly [string, number], stage: string, day: number): void {
    this.#file.id(kind, number).code(stage);
    const from = JOURNEY.stages.indexOf(stage) * 3600 + 8 * 3600;
    this.#file.time(this.#calendar.stamp(day), wholeBetween(from, from + 3599, this.#random));
    this.#file.end();
  }
}
