import type { PRINTED_LINES } from './restated-cells.ts';

/** A closed week of a quarter as earlier reports printed it. */
export interface ReleasedWeek {
  /** Counted week (`units/calendar`). */
  readonly week: number;
  /** The rows that it was released from are there to be read again. */
  readonly kept: boolean;
  /** What was printed of each line, in minor units; lines that were not printed are left out. */
  readonly sums: Readonly<Partial<Record<(typeof PRINTED_LINES)[number], number>>>;
}

/** The bundle that is due in a run: closed weeks of a quarter, measured again. */
export interface Restatement {
  /** Label of the quarter, such as `2026-Q3`. */
  readonly bundle: string;
  readonly weeks: readonly ReleasedWeek[];
}
