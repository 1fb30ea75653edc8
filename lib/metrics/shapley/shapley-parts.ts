/**
 * What each factor adds to the change of a product, averaged over all orders in which the factors can change; the parts
 * add up to the change. Shapley (1953), A value for n-person games; Sun (1998) for decompositions.
 */
export const shapleyParts = (from: readonly number[], to: readonly number[]): number[] =>
  from.map((start, i) => {
    const others = from.flatMap((before, j) => (j === i ? [] : [[before, to[j] ?? 0] as const]));
    return ((to[i] ?? 0) - start) * meanProduct(others);
  });

/** Mean over all orders of the product of the others, where those that changed already have their new value. */
function meanProduct(others: readonly (readonly [before: number, after: number])[]): number {
  const size = others.length;
  const bySetSize = others.reduce<readonly number[]>(
    (sums, [before, after]) =>
      sums.concat(0).map((sum, n) => sum * before + (sums[n - 1] ?? 0) * after),
    [1],
  );
  return bySetSize.reduce((mean, sum, n) => mean + sum / ((size + 1) * choose(size, n)), 0);
}

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Whole parts that add up to a whole total: rounded down, and one more for the largest remainders. */
export function wholeParts(parts: readonly number[], total: number): number[] {
  const floors = parts.map(Math.floor);
  const missing = total - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = parts
    .map((part, i) => ({ i, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
    .slice(0, missing);
  const raised = new Set(byRemainder.map(({ i }) => i));
  return floors.map((floor, i) => (raised.has(i) ? floor + 1 : floor));
}
