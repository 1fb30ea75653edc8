import { type Interval, Z_95 } from './interval.ts';

/**
 * 95 % score interval of a proportion: `hits` of `n` > 0. Never outside [0, 1], and of width above 0 for none and all.
 * Wilson (1927), JASA 22; Brown, Cai & DasGupta (2001), Statistical Science 16, eq. 4.
 */
export function wilsonInterval(hits: number, n: number): Interval {
  const square = Z_95 * Z_95;
  const share = hits / n;
  const centre = (share + square / (2 * n)) / (1 + square / n);
  const spread = Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  const moe = (Z_95 * spread) / (1 + square / n);
  return { lower: Math.max(0, centre - moe), upper: Math.min(1, centre + moe) };
}
