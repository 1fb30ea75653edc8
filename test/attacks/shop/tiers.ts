import { addDays, type IsoDate, quarterStart } from '#lib/units/calendar.ts';
import type { CellName } from './cell-name.ts';
import type { Movement } from './movements.ts';

/** The tier of everyone with an order in the year before either close; `none` is no order in that year. */
export interface TierPlaces {
  readonly before: ReadonlyMap<string, string>;
  readonly now: ReadonlyMap<string, string>;
}

const YEAR_DAYS = 365;

interface Year {
  readonly worth: number;
  readonly orders: number;
}

/** Value of the year before each of the last two closes; thirds of the first one part both. */
export function tierPlaces(movements: readonly Movement[], asOf: IsoDate): TierPlaces {
  const now = quarterStart(asOf, 'iso');
  const before = quarterStart(addDays(now, -1), 'iso');
  const [then, later] = [yearBefore(movements, before), yearBefore(movements, now)];
  const bounds = thirdsOf([...then.values()]);
  return { before: placed(then, bounds), now: placed(later, bounds) };
}

function yearBefore(movements: readonly Movement[], close: IsoDate): ReadonlyMap<string, Year> {
  const years = new Map<string, Year>();
  for (const { buyer, contributor, date, amounts } of movements) {
    if (buyer === null || date < addDays(close, -YEAR_DAYS) || date >= close) continue;
    const { worth, orders } = years.get(contributor) ?? { worth: 0, orders: 0 };
    years.set(contributor, {
      worth: worth + (amounts['contribution'] ?? 0),
      orders: orders + (amounts['orders'] ?? 0),
    });
  }
  return new Map([...years].filter(([, { orders }]) => orders > 0));
}

/** The least values of the middle and of the upper third: a value that stands for many belongs to the higher one. */
function thirdsOf(years: readonly Year[]): { readonly mid: number; readonly high: number } {
  const worths = years.map(({ worth }) => worth).sort((a, b) => a - b);
  const isPast = (share: number) => (worth: number) =>
    3 * (worths.findLastIndex((each) => each <= worth) + 1) > share * worths.length;
  return { mid: worths.find(isPast(1)) ?? 0, high: worths.find(isPast(2)) ?? 0 };
}

const placed = (
  years: ReadonlyMap<string, Year>,
  { mid, high }: { readonly mid: number; readonly high: number },
): ReadonlyMap<string, string> =>
  new Map(
    [...years].map(([who, { worth }]) => [
      who,
      worth >= high ? 'high' : worth >= mid ? 'mid' : 'low',
    ]),
  );

/** Who is in a cell of tiers: `{ tier }` now, `{ from }` before, `{ from, to }` moved. */
export function inTier({ before, now }: TierPlaces, { measure, scope }: CellName): string[] {
  const everyone = new Set([...before.keys(), ...now.keys()]);
  const isFrom = (who: string) =>
    (before.get(who) ?? 'none') === (scope['from'] ?? before.get(who) ?? 'none');
  const isTo = (who: string) =>
    (now.get(who) ?? 'none') === (scope['to'] ?? now.get(who) ?? 'none');
  const chosen = [...everyone].filter(isFrom);
  return measure === 'tier-elsewhere-customers'
    ? chosen.filter((who) => !isTo(who))
    : chosen.filter(isTo);
}
