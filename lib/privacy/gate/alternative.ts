import type { Attacker, Target } from './attacker.ts';
import type { Row } from './linear-program.ts';
import type { Component } from './system.ts';

/** Another table with the same published cells: by how much it differs from the true one, cell by cell. */
export interface Alternative {
  readonly moves: Float64Array;
  /** Positions of the cells that differ. */
  readonly moved: readonly number[];
}

/** Largest total after scaling: keeps the solver's absolute tolerances far below one minor unit. */
const SCALED_TOTAL = 2 ** 20;

/** What a scaled equation of sums may be off. */
const TOLERANCE = 1e-8;

/** Whether only whole tables are possible to the attacker: people are not divisible. */
export const isWhole = ({ cells }: Component): boolean =>
  cells.some((cell) => cell.kind === 'count');

/** Units per unit of the solver: a power of 2, so that scaling loses no digit. 1 where people are counted. */
export function scaleOf(component: Component): number {
  if (isWhole(component)) return 1;
  const largest = component.cells.reduce((max, cell) => Math.max(max, Math.abs(cell.total)), 1);
  return 2 ** Math.max(0, Math.ceil(Math.log2(largest / SCALED_TOTAL)));
}

/**
 * Reads a solution of the solver as an alternative table, or as none if it is not one: the solver is not
 * trusted. Whole moves must fit exactly. Only sums may keep fractions, within the tolerance.
 */
export function alternativeFrom(
  solution: Float64Array,
  component: Component,
  { room }: Attacker,
): Alternative | undefined {
  const scale = scaleOf(component);
  const moves = solution.map((move) => move * scale);
  const whole = moves.map(Math.round);
  if (fits(whole, component, { room, tolerance: 0 })) return withMoved(whole);
  if (isWhole(component)) return undefined;
  const tolerance = TOLERANCE * scale;
  const settled = moves.map((move) => (Math.abs(move) <= tolerance ? 0 : move));
  return fits(settled, component, { room, tolerance }) ? withMoved(settled) : undefined;
}

function fits(
  moves: Float64Array,
  { rows }: Component,
  { room, tolerance }: { readonly room: readonly number[]; readonly tolerance: number },
): boolean {
  const above = moves.every((move, cell) => move >= -(room[cell] ?? 0) - tolerance);
  return (
    above && rows.every((row) => Math.abs(sumOf(row, moves)) <= tolerance * row.columns.length)
  );
}

const sumOf = ({ columns, coefficients }: Row, moves: Float64Array): number =>
  columns.reduce((sum, column, i) => sum + (coefficients[i] ?? 0) * (moves[column] ?? 0), 0);

function withMoved(moves: Float64Array): Alternative {
  const moved = [...moves.keys()].filter((cell) => moves[cell] !== 0);
  return { moves, moved };
}

/** Whether the alternative puts the target as far from the truth as it must seem able to be. */
export const reaches = ({ moves }: Alternative, { cell, direction, distance }: Target): boolean =>
  direction * (moves[cell] ?? 0) >= distance * (1 - TOLERANCE);
