/** Doubles may differ by so much of the larger one: the order in which an engine adds is its own. */
const RELATIVE = 1e-12;

export type Row = Readonly<Record<string, unknown>>;

/** The first difference between the rows of two engines, or null. Rows without an order are put into one. */
export function differenceOf(
  expected: readonly Row[],
  found: readonly Row[],
  ordered: boolean,
): string | null {
  if (expected.length !== found.length)
    return `${expected.length} rows on DuckDB, ${found.length} on Trino`;
  const left = ordered ? expected : sorted(expected);
  const right = ordered ? found : sorted(found);
  for (const [i, row] of left.entries()) {
    const other = right[i] ?? {};
    const names = new Set([...Object.keys(row), ...Object.keys(other)]);
    const column = [...names].find((name) => !isSame(row[name], other[name]));
    if (column !== undefined)
      return `row ${i}, ${column}: ${JSON.stringify(row[column])} on DuckDB, ${JSON.stringify(other[column])} on Trino`;
  }
  return null;
}

/** DuckDB gives decimals and large integers as text, which must be equal to the digit; a number is a double or small. */
export function isSame(expected: unknown, found: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(found))
    return expected.length === found.length && expected.every((v, i) => isSame(v, found[i]));
  if (typeof expected === 'number' && found !== null) {
    const other = Number(found);
    return Math.abs(expected - other) <= RELATIVE * Math.max(Math.abs(expected), Math.abs(other));
  }
  if (typeof found === 'number' && !Number.isInteger(found)) return false;
  return canonical(expected) === canonical(found);
}

const WITH_FRACTION = /^(-?\d+|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+$/;

/** Scales of decimals and precisions of timestamps are not part of a value. */
function canonical(value: unknown): string {
  const text = value === null || value === undefined ? 'null' : `=${String(value)}`;
  return WITH_FRACTION.test(text.slice(1)) ? text.replace(/\.?0+$/, '') : text;
}

const sorted = (rows: readonly Row[]): Row[] => {
  const keyed = rows.map((row) => ({ row, key: Object.values(row).map(canonical).join('\u0000') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
};
