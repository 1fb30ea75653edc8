import type { Scope } from './figure.ts';

/** Identity of a cell across every figure, table and release: measure, scope and period. */
export type CellKey = string;

/** One entry of the gate's linear system: a total over distinct customers, printed or merely implied. */
export interface Cell {
  readonly key: CellKey;
  readonly measure: string;
  readonly period: string;
  readonly scope: Scope;
  /** `count`: everyone contributes 1. `sum`: contributions differ (money in minor units, orders, points). */
  readonly kind: 'count' | 'sum';
  /** n: distinct customers who contribute. */
  readonly customers: number;
  /** X: whole total of the contributions; equals `customers` for a count. */
  readonly total: number;
  /** The two largest absolute contributions, largest first; `[1, 1]` or less for a count. */
  readonly largest: readonly [number, number];
  /** A: sum of absolute contributions. Differs from `total` when some are negative. */
  readonly absolute: number;
  /** Contributions may be negative (net of refunds), so the total may be too. */
  readonly signed: boolean;
  /** Says what people did: then 0 and everyone are as telling as a small number. */
  readonly behavioural: boolean;
  /** The count cell of the same customers, for a `sum`: both are published or neither. */
  readonly countKey: CellKey | null;
  /** Who is counted answered a survey: fewer than the policy's respondents are too few. */
  readonly respondents?: true;
}

/** `total` is the sum of `parts`: a margin, a complement, a hierarchy, weeks of a month. */
export interface Equation {
  readonly total: CellKey;
  readonly parts: readonly CellKey[];
}

/** Writes a cell's identity with its scope in a fixed order, so that equal cells have equal keys. */
export function cellKey(measure: string, period: string, scope: Scope): CellKey {
  const members = Object.entries(scope)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([dimension, member]) => [dimension, member]);
  return JSON.stringify([measure, period, ...members]);
}
