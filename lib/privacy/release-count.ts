import type { DisclosurePolicy } from './policy.ts';
import { type Released, seal } from './released.ts';

/** A count of people that stands alone: that so many or a few more are in it, or that they are too few to say. */
export interface ReleasedCount {
  readonly value: number | null;
  readonly reason: 'withheld' | null;
}

/** The largest multiple of k that a count reaches. */
export const multipleBelow = (count: number, k: number): number => count - (count % k);

/**
 * Releases one count that no other figure adds up to, rounded down to a multiple of k: from two exact counts a reader
 * would know how few came between them.
 */
export const releaseCount = (count: number, { k }: DisclosurePolicy): Released<ReleasedCount> =>
  seal(
    count < k
      ? { value: null, reason: 'withheld' }
      : { value: multipleBelow(count, k), reason: null },
  );
