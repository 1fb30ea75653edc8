import type { Random } from '#lib/numerics/random-from.ts';

/** Whole number in [from, to], both included, each as likely. */
export const wholeBetween = (from: number, to: number, random: Random): number =>
  from + Math.floor(random() * (to - from + 1));

/** The point at share `u` of a range. */
export const between = ([from, to]: readonly [number, number], u: number): number =>
  from + (to - from) * u;

/** Picks an item with probability in proportion to its share; the last one takes what rounding leaves. */
export function pick<T extends { readonly share: number }>(items: readonly T[], u: number): T {
  let rest = u;
  for (const item of items) {
    rest -= item.share;
    if (rest < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('pick needs at least one item');
  return last;
}
