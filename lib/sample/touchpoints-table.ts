import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import type { Channel } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';

const EARLIER_TOUCH_SHARE = 0.4;
const LONGEST_JOURNEY_DAYS = 25;

/** The last touch before each customer's first order, by the entry channel, and for some an earlier one by any channel. */
export class TouchpointsTable {
  readonly #calendar: ShopCalendar;
  readonly #file: CsvFile;
  readonly #channels: readonly Channel[];
  readonly #random: Random;
  #touches = 0;

  /** `channels`: where an earlier touch may come from. */
  constructor(
    folder: DataFolder,
    calendar: ShopCalendar,
    { channels, random }: { readonly channels: readonly Channel[]; readonly random: Random },
  ) {
    this.#calendar = calendar;
    this.#file = folder.open('touchpoints');
    this.#channels = channels;
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    if (buyer.number === null || !first) return;
    if (this.#random() < EARLIER_TOUCH_SHARE) {
      const day = first.day - wholeBetween(1, LONGEST_JOURNEY_DAYS, this.#random);
      const channel = pick(this.#channels, this.#random());
      this.#touch(buyer.number, channel, {
        day,
        second: wholeBetween(25_200, 82_800, this.#random),
      });
      this.#file.empty().end();
    }
    const second = first.second - wholeBetween(60, 1800, this.#random);
    this.#touch(buyer.number, buyer.channel, { day: first.day, second });
    this.#file.id('o', first.number).end();
  }

  #touch(
    customer: number,
    channel: Channel,
    at: { readonly day: number; readonly second: number },
  ): void {
    const file = this.#file.id('t', this.#touches).id('c', customer);
    file.time(this.#calendar.stamp(at.day), at.second).code(channel.channel);
    if (channel.isPaid) file.code(`${channel.channel}-always-on`).code('click');
    else file.empty().code('visit');
    file.flag(channel.isPaid);
    this.#touches += 1;
  }
}
