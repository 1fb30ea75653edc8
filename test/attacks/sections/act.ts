import { groupBy } from '#lib/numerics/group-by.ts';
import type { Buyer } from '../shop/attack-shop.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { Contributions, Truth } from '../shop/truth.ts';

/** What one customer adds to the cells of a measure: at most one act of a count is of one customer, period and tags. */
export interface Act {
  readonly buyer: Buyer;
  readonly measure: string;
  readonly period: string;
  readonly tags: CellName['scope'];
  /** 1 of a count, else minor units or whole parts. */
  readonly amount: number;
}

/** Adds up acts, one by one. */
export class ActTruth implements Truth {
  readonly #acts: ReadonlyMap<string, readonly Act[]>;

  constructor(acts: readonly Act[]) {
    this.#acts = groupBy(acts, placeOf);
  }

  contributions({ measure, period, scope }: CellName): Contributions {
    const sums = new Map<string, number>();
    for (const { buyer, tags, amount } of this.#acts.get(placeOf({ measure, period })) ?? []) {
      const isIn = Object.entries(scope).every(
        ([name, member]) => memberOf(name, { buyer, tags }) === member,
      );
      if (isIn) sums.set(buyer.id, (sums.get(buyer.id) ?? 0) + amount);
    }
    return new Map([...sums].filter(([, sum]) => sum !== 0));
  }
}

const placeOf = ({ measure, period }: Pick<Act, 'measure' | 'period'>): string =>
  `${period} ${measure}`;

function memberOf(name: string, { buyer, tags }: Pick<Act, 'buyer' | 'tags'>): string | undefined {
  if (name === 'country') return buyer.country;
  return name === 'channel' ? buyer.channel : tags[name];
}
