import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import type { Channel } from './parameters.ts';

const MODEL = 'data-driven';

/** Customers whom one channel has won alone; the entry channel has the larger part of the others. */
const WHOLE_SHARE = 0.6;
const ENTRY_PERCENT = [55, 90] as const;

/** What a measurement of the shop's own gives each channel of each customer. */
export class AttributionTable {
  readonly #file: CsvFile;
  readonly #channels: readonly Channel[];
  readonly #random: Random;

  /** `channels`: those that may share in a customer. */
  constructor(
    folder: DataFolder,
    { channels, random }: { readonly channels: readonly Channel[]; readonly random: Random },
  ) {
    this.#file = folder.open('attribution');
    this.#channels = channels;
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    if (buyer.number === null || orders.length === 0) return;
    const isWhole = this.#random() < WHOLE_SHARE;
    const other = pick(this.#channels, this.#random());
    const percent = wholeBetween(...ENTRY_PERCENT, this.#random);
    const own = isWhole || other.channel === buyer.channel.channel ? 100 : percent;
    this.#weight(buyer.number, buyer.channel, own);
    if (own < 100) this.#weight(buyer.number, other, 100 - own);
  }

  #weight(customer: number, { channel, isPaid }: Channel, percent: number): void {
    this.#file
      .id('c', customer)
      .code(channel)
      .code(MODEL)
      .code((percent / 100).toFixed(2));
    this.#file.flag(isPaid).end();
  }
}
