/** A function of two numbers that computes each pair once and remembers it as long as the function lives. */
export function rememberPairs<T>(
  compute: (x: number, y: number) => T,
): (x: number, y: number) => T {
  const known = new Map<number, Map<number, T>>();
  return (x, y) => {
    const row = known.get(x) ?? new Map<number, T>();
    if (row.size === 0) known.set(x, row);
    const seen = row.get(y);
    if (seen !== undefined) return seen;
    const value = compute(x, y);
    row.set(y, value);
    return value;
  };
}
