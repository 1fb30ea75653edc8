import { benjaminiHochberg } from '#lib/numerics/benjamini-hochberg.ts';
import { normalTail } from '#lib/numerics/normal-tail.ts';
import { twoProportionZ } from '#lib/numerics/two-proportions.ts';
import { wilsonInterval } from '#lib/numerics/wilson-interval.ts';
import type { TraitRow } from './fact.ts';

/** Share of false ones that is borne among all that are found. */
const FALSE_SHARE = 0.05;

/** A value of a trait and how much more often it is found in the top fifth than among everyone. */
export interface Lift {
  readonly row: TraitRow;
  readonly lift: number;
  /** 95 % interval of the share in the top fifth, over the share among everyone. */
  readonly lower: number;
  readonly upper: number;
  /** Whether the difference stands beside all others that were tested. */
  readonly stands: boolean;
}

/** Lifts of all values that can be tested: those in the top fifth against the others, one-sided. */
export function liftsOf(all: TraitRow, rows: readonly TraitRow[]): Lift[] {
  const rest = all.customers - all.top;
  const tested = rows.flatMap((row) => {
    const z = twoProportionZ(
      { hits: row.top, n: all.top },
      { hits: row.customers - row.top, n: rest },
    );
    return z === null ? [] : [{ row, p: normalTail(z) }];
  });
  const stands = benjaminiHochberg(
    tested.map(({ p }) => p),
    FALSE_SHARE,
  );
  return tested.map(({ row }, i) => {
    const overall = row.customers / all.customers;
    const { lower, upper } = wilsonInterval(row.top, all.top);
    return {
      row,
      lift: row.top / all.top / overall,
      lower: lower / overall,
      upper: upper / overall,
      stands: stands[i] === true,
    };
  });
}
