/** A segment's share of the denominator and its ratio, before and after; null where it is not there. */
export interface SegmentRatio {
  readonly before: WeightedRate | null;
  readonly after: WeightedRate | null;
}

export interface WeightedRate {
  readonly weight: number;
  readonly rate: number;
}

/** What the change of a weighted mean owes to the rates, and what to the weights: together all of it. */
export interface RateAndMix {
  readonly rate: number;
  readonly mix: number;
}

/**
 * Rate = sum of mean weight × change in rate; mix = sum of mean rate × change in weight (Marshall and Edgeworth's means).
 * A new or vanished segment has one rate only: it is all mix.
 */
export const rateAndMix = (segments: readonly SegmentRatio[]): RateAndMix => ({
  rate: sumOf(segments, ({ before, after }) =>
    before && after ? ((before.weight + after.weight) / 2) * (after.rate - before.rate) : 0,
  ),
  mix: sumOf(segments, ({ before, after }) => {
    const start = before?.rate ?? after?.rate ?? 0;
    const end = after?.rate ?? start;
    return ((start + end) / 2) * ((after?.weight ?? 0) - (before?.weight ?? 0));
  }),
});

const sumOf = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);
