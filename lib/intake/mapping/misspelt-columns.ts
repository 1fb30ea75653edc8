/** The name that an unknown one was probably meant to be; null when it resembles none. */
export function meantName(unknown: string, names: readonly string[]): string | null {
  if (unknown.length < 4) return null;
  const allowed = unknown.length < 8 ? 1 : 2;
  return names.find((name) => editDistance(unknown, name) <= allowed) ?? null;
}

/** Letters to add, leave out, replace, or swap with their neighbour (Damerau, 1964), to make one word of another. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = nextRow({ letter: from[row - 1], before: from[row - 2] }, to, [
      last,
      beforeLast,
    ]);
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

function nextRow(
  { letter, before }: { readonly letter: string | undefined; readonly before: string | undefined },
  to: string,
  [last, beforeLast]: readonly [readonly number[], readonly number[]],
): number[] {
  const current = [cost(last, 0) + 1];
  for (let column = 1; column <= to.length; column += 1) {
    const replaced = cost(last, column - 1) + (letter === to[column - 1] ? 0 : 1);
    const isSwap = letter === to[column - 2] && before === to[column - 1];
    const swapped = isSwap ? cost(beforeLast, column - 2) + 1 : replaced;
    const other = Math.min(cost(current, column - 1), cost(last, column)) + 1;
    current.push(Math.min(replaced, swapped, other));
  }
  return current;
}

const cost = (row: readonly number[], column: number): number =>
  row[column] ?? Number.POSITIVE_INFINITY;
