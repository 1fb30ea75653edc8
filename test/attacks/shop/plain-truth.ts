import { groupBy } from '#lib/numerics/group-by.ts';
import { addDays, type IsoDate, quarterStart } from '#lib/units/calendar.ts';
import type { Buyer } from './attack-shop.ts';
import { type CellName, keyOf } from './cell-name.ts';
import type { Delivery } from './delivery.ts';
import { COMPLEMENTS, MEASURES } from './measures.ts';
import { entriesOf, type Movement, movementsOf } from './movements.ts';
import { inTier, type TierPlaces, tierPlaces } from './tiers.ts';
import type { Contributions, Truth } from './truth.ts';

const WINDOW_DAYS = 28;

/** The true figures of a delivery, by plain loops over its rows: they score what an attacker claims, and nothing else. */
export class PlainTruth implements Truth {
  readonly #asOf: IsoDate;
  readonly #movements: readonly Movement[];
  readonly #entries: ReadonlyMap<Buyer, IsoDate>;
  readonly #weeks: ReadonlyMap<string, readonly Movement[]>;
  readonly #cohorts: ReadonlyMap<string, readonly Movement[]>;

  #tiers: TierPlaces | null = null;
  readonly #found = new Map<string, Contributions>();

  constructor(delivery: Delivery) {
    this.#asOf = delivery.asOf;
    this.#movements = movementsOf(delivery);
    this.#entries = entriesOf(delivery);
    this.#weeks = groupBy(this.#movements, ({ week }) => week);
    this.#cohorts = groupBy(this.#movements, ({ entry }) => entry?.slice(0, 7) ?? '');
  }

  /** Throws a `RangeError` for a measure that no report shows or implies. */
  contributions(cell: CellName): Contributions {
    const key = keyOf(cell);
    const found = this.#found.get(key) ?? this.#looped(cell);
    this.#found.set(key, found);
    return found;
  }

  #looped(cell: CellName): Contributions {
    if (cell.measure === 'known-customers') return this.#known(cell);
    if (cell.measure === 'first-order-customers') return this.#entered(cell);
    if (cell.measure.startsWith('tier-')) return new Map(this.#placed(cell).map((who) => [who, 1]));
    if (cell.measure === 'active-28-days') return this.#active(cell);
    const [whole, part] = COMPLEMENTS[cell.measure] ?? [cell.measure];
    const all = this.#summed({ ...cell, measure: whole });
    if (part === undefined) return all;
    const without = this.#summed({ ...cell, measure: part });
    return new Map([...all].filter(([who]) => !without.has(who)));
  }

  #entered({ scope: { from = '', to = '' } }: CellName): Contributions {
    const entered = [...this.#entries].filter(([, entry]) => entry >= from && entry < to);
    return new Map(entered.map(([{ id }]) => [id, 1]));
  }

  #placed(cell: CellName): string[] {
    this.#tiers ??= tierPlaces(this.#movements, this.#asOf);
    return inTier(this.#tiers, cell);
  }

  #summed(cell: CellName): Contributions {
    const measure = MEASURES[cell.measure];
    if (measure === undefined) throw new RangeError(`no measure ${cell.measure}`);
    const { period, scope } = cell;
    const rows =
      scope['cohort'] === undefined ? this.#weeks.get(period) : this.#cohorts.get(period);
    const sums = sumsOf(rows ?? [], scope, (row) => measure.of(row, cell));
    return withoutNothing(new Map([...sums].map(([who, sum]) => [who, measure.from(sum)])));
  }

  /** Who ordered in the four weeks up to the end of a week. */
  #active({ period, scope }: CellName): Contributions {
    const last = this.#weeks.get(period)?.[0]?.date;
    if (last === undefined) return new Map();
    const until = addDays(last, 7 - ((new Date(last).getUTCDay() + 6) % 7));
    const from = addDays(until, -WINDOW_DAYS);
    const rows = this.#movements.filter(({ date }) => date >= from && date < until);
    const sums = sumsOf(rows, scope, ({ amounts }) => amounts['orders'] ?? 0);
    return new Map([...withoutNothing(sums)].map(([who]) => [who, 1]));
  }

  /** Everyone with a first order before the cut; below the top, before the close of the last quarter. */
  #known({ period, scope }: CellName): Contributions {
    const cut = period.includes('Q') ? quarterStart(this.#asOf, 'iso') : this.#asOf;
    const known = [...this.#entries].filter(
      ([buyer, entry]) =>
        entry < cut &&
        isOneOf(buyer, scope) &&
        (scope['cohort'] ?? entry.slice(0, 7)) === entry.slice(0, 7),
    );
    return new Map(known.map(([{ id }]) => [id, 1]));
  }
}

const isOneOf = ({ country, channel }: Buyer, scope: CellName['scope']): boolean =>
  (scope['country'] ?? country) === country && (scope['channel'] ?? channel) === channel;

function isInScope({ buyer }: Movement, scope: CellName['scope']): boolean {
  if (scope['buyer'] === 'everyone') return true;
  if (scope['buyer'] === 'guest') return buyer === null;
  return buyer !== null && isOneOf(buyer, scope);
}

function sumsOf(
  rows: readonly Movement[],
  scope: CellName['scope'],
  amountOf: (row: Movement) => number,
): Contributions {
  const sums = new Map<string, number>();
  for (const row of rows) {
    if (!isInScope(row, scope)) continue;
    sums.set(row.contributor, (sums.get(row.contributor) ?? 0) + amountOf(row));
  }
  return sums;
}

const withoutNothing = (sums: Contributions): Contributions =>
  new Map([...sums].filter(([, sum]) => sum !== 0));
