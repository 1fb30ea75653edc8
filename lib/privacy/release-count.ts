import type { DisclosurePolicy } from './policy.ts';
import { type Released, seal } from './released.ts';

/** A count of people that stands alone: how many, or that they are too few to say. */
export interface ReleasedCount {
  readonly value: number | null;
  readonly reason: 'withheld' | null;
}

/** Releases one count that no other figure adds up to: nobody, or at least k. */
export const releaseCount = (count: number, { k }: DisclosurePolicy): Released<ReleasedCount> =>
  seal(
    count === 0 || count >= k
      ? { value: count, reason: null }
      : { value: null, reason: 'withheld' },
  );
