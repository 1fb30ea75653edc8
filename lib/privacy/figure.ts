import type { CellKey } from './cell.ts';

/** Which customers a figure is about: dimension → member. Empty means everyone ("top level"). */
export type Scope = Readonly<Record<string, string>>;

/**
 * `money` is in minor units of the reporting currency (whole for sums, fractional for means); `share` is a
 * fraction; `count` is whole; `ratio` is a plain number ("1.9x"); `days` are days.
 */
export type Unit = 'money' | 'share' | 'count' | 'ratio' | 'days';

/** Why a figure has no value (metric rule G5). Never printed as 0. */
export type NaReason =
  | 'no_customers'
  | 'no_churn'
  | 'unripe'
  | 'withheld'
  | 'missing_input'
  | 'provisional'
  | 'not_positive'
  | 'not_reached';

/** What a figure is called: which metric, with which options, about whom, when. */
export interface FigureName {
  readonly metric: string;
  /** Options that change the meaning, sorted, as `age=90 d; view=ledger`; empty for the defaults. */
  readonly options: string;
  /** A label of `units/calendar`, such as `2026-W47` or `2026-11`. */
  readonly period: string;
  readonly scope: Scope;
}

/** A number with the customers behind it. The gate reads `cells` to decide whether `value` may leave. */
export interface Figure extends FigureName {
  readonly unit: Unit;
  /** `null` exactly when `reason` says why. */
  readonly value: number | null;
  readonly reason: NaReason | null;
  /** Bounds of the interval where the figure is an estimate. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Distinct customers behind the figure: the denominator's for a rate or a mean. */
  readonly customers: number;
  /**
   * Every cell a reader could work out from this figure and those beside it: for a rate the numerator, its
   * complement and the denominator; for a mean the count and the sum. All must be publishable.
   */
  readonly cells: readonly CellKey[];
  /** The value is a model's: no cell follows from it, and its cells only say that it is about enough customers. */
  readonly modelled?: true;
  /**
   * It rests on a late table about no person. A later report tells it anew where its cells stand: what has changed then
   * is of that table alone.
   */
  readonly amendable?: true;
}

/** What is left of a figure after the gate. `customers` is there only if that count is itself published. */
export interface ReleasedFigure extends FigureName {
  readonly unit: Unit;
  readonly value: number | null;
  readonly reason: NaReason | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly customers: number | null;
}
