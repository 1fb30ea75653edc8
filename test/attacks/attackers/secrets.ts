import type { ReaderTable } from '../reader/reader-table.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { Contributions, Truth } from '../shop/truth.ts';

/** Nobody may learn of fewer customers than this, nor an amount more closely than `PERCENT` of its largest part. */
export const K = 10;
export const PERCENT = 15;

/** A cell that must stay unknown, and who is in it. */
export interface Secret {
  readonly key: string;
  readonly cell: CellName;
  readonly contributions: Contributions;
}

const COUNT = /customers$|^cohort-size$|^active-28-days$/;

export const isCount = ({ measure }: CellName): boolean => COUNT.test(measure);

const NET = /^(net-|cm1|contribution|earned|month-ripe-month)/;

/** Whether a cell is an amount less refunds, which may be negative; everything else cannot. By key. */
export const isNet = (key: string): boolean => NET.test(key.slice(2));

/** Contributions by size, the largest first. */
export const largestOf = (contributions: Contributions): number[] =>
  [...contributions.values()].map(Math.abs).sort((a, b) => b - a);

export const totalOf = (contributions: Contributions): number =>
  [...contributions.values()].reduce((sum, value) => sum + value, 0);

/** Whether customers are behind it one by one; sums of means and spend have none of their own. */
export const hasCustomers = ({ measure }: CellName): boolean =>
  !/^(ripe-|media-spend)/.test(measure);

/** Every cell that a reader may try to work out, with the truth about it. */
export function cellsWithTruth({ cells }: ReaderTable, truth: Truth): Secret[] {
  return [...cells]
    .filter(([, cell]) => hasCustomers(cell))
    .map(([key, cell]) => ({ key, cell, contributions: truth.contributions(cell) }));
}

/** Groups of one to k - 1 customers. */
export const isSmallCount = ({ cell, contributions }: Secret): boolean =>
  isCount(cell) && contributions.size > 0 && contributions.size < K;

/** Sums over so few customers that not even their number may be known, and who are not alone. */
export const isSmallSum = ({ cell, contributions }: Secret): boolean =>
  !isCount(cell) && contributions.size > 1 && contributions.size < K;

/** The p %-rule: the second largest contributor could take their own part off and come close to the largest. */
export function isDominated({ cell, contributions }: Secret): boolean {
  if (isCount(cell) || contributions.size === 0) return false;
  const [first = 0, , ...others] = largestOf(contributions);
  return others.reduce((sum, part) => sum + part, 0) < (PERCENT / 100) * first;
}
