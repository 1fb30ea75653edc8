import type { DataCheck } from './check.ts';

/** `1.54 %`; a share too small to show is `under 0.01 %`, never 0. */
export function percent(share: number): string {
  const rounded = Math.round(share * 10_000) / 100;
  return rounded === 0 && share > 0 ? 'under 0.01 %' : `${rounded} %`;
}

export const days = (n: number): string => `${Math.round(n * 10) / 10} ${n === 1 ? 'day' : 'days'}`;

export const rowCount = (n: number): string => `${n} ${n === 1 ? 'row' : 'rows'}`;

/** Of rows about persons: in tens, so that nobody is told from a few others. */
export const rowsInTens = (n: number): string =>
  n === 0 ? rowCount(n) : `Up to ${rowCount(10 * Math.ceil(n / 10))}`;

export const inUnit: Readonly<Record<DataCheck['unit'], (value: number) => string>> = {
  share: percent,
  days,
  rows: rowCount,
};
