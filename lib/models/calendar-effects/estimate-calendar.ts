import type { PurchaseLaw } from '../transaction-model.ts';
import type { Calendar } from './calendar.ts';
import { seasonOf } from './season.ts';
import type { ShopActivity } from './shop-activity.ts';

/** Purchases of a block of time, and how many the model expects whatever the calendar. */
interface Block {
  repeats: number;
  expected: number;
}

const NEW_CUSTOMER = { frequency: 0, recency: 0, age: 0 };
/** A factor to one percent is as good as an exact one, and tells no count. */
const PRECISION = 100;

/**
 * Factors on the purchase rate in blocks of time back from the cut: repeat purchases over those that the law expects of the
 * customers who had come, shrunk to 1 as far as the blocks vary by chance.
 */
export function estimateCalendar(
  law: Pick<PurchaseLaw, 'expectedPurchases'>,
  activity: ShopActivity,
): Calendar {
  const past = shrunkFactors(blocksOf(activity, expectedRepeats(law, activity)));
  const block = activity.bin * activity.binsPerBlock;
  return { block, past: past.map(rounded), year: seasonOf(past).map(rounded) };
}

const rounded = (factor: number): number => Math.max(1, Math.round(PRECISION * factor)) / PRECISION;

/** Repeat purchases expected in each bin; customers come in the middle of theirs. */
function expectedRepeats(
  law: Pick<PurchaseLaw, 'expectedPurchases'>,
  { bin, arrivals, repeats }: ShopActivity,
): number[] {
  let upTo = 0;
  const added = arrivals.map((_, i) => {
    const before = upTo;
    upTo = law.expectedPurchases(NEW_CUSTOMER, (i + 0.5) * bin);
    return upTo - before;
  });
  return repeats.map((_, at) =>
    arrivals.slice(at).reduce((sum, came, since) => sum + came * (added[since] ?? 0), 0),
  );
}

function blocksOf({ binsPerBlock, repeats }: ShopActivity, expected: readonly number[]): Block[] {
  const blocks: Block[] = [];
  for (const [i, own] of repeats.entries()) {
    const at = Math.floor(i / binsPerBlock);
    const sums = blocks[at] ?? { repeats: 0, expected: 0 };
    blocks[at] = sums;
    sums.repeats += own;
    sums.expected += expected[i] ?? 0;
  }
  return blocks;
}

/**
 * Posterior means of Gamma-distributed factors of mean 1 and variance τ² under Poisson counts, (n + 1/τ²)/(e + 1/τ²), with
 * e scaled to the total of n; τ² is what the blocks vary beyond chance (empirical Bayes, method of moments).
 */
function shrunkFactors(blocks: readonly Block[]): number[] {
  const total = blocks.reduce((sum, { repeats }) => sum + repeats, 0);
  const expected = blocks.reduce((sum, own) => sum + own.expected, 0);
  const level = total / expected;
  if (!(level > 0 && level < Number.POSITIVE_INFINITY)) return blocks.map(() => 1);
  const excess = blocks.reduce((sum, own) => {
    const mean = level * own.expected;
    return mean > 0 ? sum + (own.repeats - mean) ** 2 / mean - 1 : sum;
  }, 0);
  const variance = excess / total;
  if (!(variance > 0)) return blocks.map(() => 1);
  return blocks.map((own) => (own.repeats + 1 / variance) / (level * own.expected + 1 / variance));
}
