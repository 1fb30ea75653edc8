import { MAX_KEPT } from './csv-scanner.ts';

/** Line of the file where a row begins, counted from 1; null where too many rows span lines to know. */
export function lineOfRow(
  row: number,
  jumps: readonly (readonly [number, number])[],
): number | null {
  if (jumps.length >= MAX_KEPT) return null;
  const ahead = jumps.reduce((lines, [from, by]) => (from <= row ? lines + by : lines), 0);
  return row + 2 + ahead;
}
