import { type Interval, Z_95 } from '#lib/numerics/interval.ts';

/** Answers to the question of recommendation, 0 to 10: promoters 9 and 10, detractors 0 to 6. */
export interface Recommendations {
  readonly promoters: number;
  readonly detractors: number;
  /** Passives included. */
  readonly n: number;
}

/** Promoters less detractors per hundred answers; `n` > 0. */
export const netPromoterScore = ({ promoters, detractors, n }: Recommendations): number =>
  (100 * (promoters - detractors)) / n;

/** Of the score, in its points: sqrt((p + d − (p − d)²) / n). Rocks (2016), eq. 4. */
export function standardError({ promoters, detractors, n }: Recommendations): number {
  const mean = (promoters - detractors) / n;
  return 100 * Math.sqrt(((promoters + detractors) / n - mean * mean) / n);
}

/**
 * 95 % adjusted Wald interval of the score: as of three more answers, of which 3/4 promote and 3/4 detract. It has a width
 * where all answer alike, and covers as it says from small n. Rocks (2016), The American Statistician 70, "(3, T)".
 */
export function adjustedWaldInterval({ promoters, detractors, n }: Recommendations): Interval {
  const adjusted = { promoters: promoters + 0.75, detractors: detractors + 0.75, n: n + 3 };
  const centre = netPromoterScore(adjusted);
  const moe = Z_95 * standardError(adjusted);
  return { lower: Math.max(-100, centre - moe), upper: Math.min(100, centre + moe) };
}
