import type { PurchaseHistory } from '../history.ts';
import type { Calendar } from './calendar.ts';

/**
 * Operational time ∫ s(u) du, in which everyone buys at a rate of their own whatever the calendar's factors s were
 * (Cox & Lewis 1966, The Statistical Analysis of Series of Events, §2.3). Grouped histories stay as many as they are.
 */
export interface PurchaseTime {
  /** The same histories in operational time. */
  histories<H extends PurchaseHistory>(histories: readonly H[]): H[];
  /** Operational length of the time from the end of the histories to `length` after it. */
  ahead(length: number): number;
}

/**
 * By a calendar, of histories that end `ago` before its cut; all times in the unit of the histories. Without a calendar
 * it is the time of the clock.
 */
export function purchaseTime(calendar: Calendar | null, ago = 0): PurchaseTime {
  if (calendar === null) return { histories: (own) => [...own], ahead: (length) => length };
  const elapsed = elapsedFromCut(calendar);
  const end = elapsed(-ago);
  return {
    histories: (own) => own.map((history) => ({ ...history, ...between(history) })),
    ahead: (length) => elapsed(length - ago) - end,
  };

  function between({ recency, age }: PurchaseHistory): Pick<PurchaseHistory, 'recency' | 'age'> {
    const first = elapsed(-ago - age);
    const observed = end - first;
    return { recency: Math.min(observed, elapsed(-ago - age + recency) - first), age: observed };
  }
}

/** ∫ of the factors from the cut to a time after it (positive) or before it. */
function elapsedFromCut({ block, past, year }: Calendar): (time: number) => number {
  const before = sumsOf(past);
  const after = sumsOf(year);
  return (time) => {
    const blocks = Math.abs(time) / block;
    if (time < 0) return -block * elapsedIn(before, blocks);
    const years = year.length > 0 ? Math.floor(blocks / year.length) : 0;
    const whole = years * (after.at(-1) ?? 0);
    return block * (whole + elapsedIn(after, blocks - years * year.length));
  };
}

/** Sums of the first 0, 1, … factors. */
function sumsOf(factors: readonly number[]): number[] {
  const sums = [0];
  for (const [i, factor] of factors.entries()) sums.push((sums[i] ?? 0) + factor);
  return sums;
}

/** The integral up to a number of blocks, whole or not; beyond the last one the factor is 1. */
function elapsedIn(sums: readonly number[], blocks: number): number {
  const whole = Math.min(Math.floor(blocks), sums.length - 1);
  const sum = sums[whole] ?? 0;
  return sum + (blocks - whole) * ((sums[whole + 1] ?? sum + 1) - sum);
}
