/** How much faster or slower everyone buys by calendar time. All of it is JSON. */
export interface Calendar {
  /** Length of a block of time, in the unit of the histories. */
  readonly block: number;
  /** Factors on the purchase rate in the blocks before the cut, latest first; 1 before all of them. */
  readonly past: readonly number[];
  /** Factors of the blocks of one year after the cut, nearest first, and of every year after it; empty: 1. */
  readonly year: readonly number[];
}
