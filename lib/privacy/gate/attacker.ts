import type { Cell, CellKey } from '../cell.ts';
import type { Doubt } from './primary.ts';
import type { Component, OrderedSystem } from './system.ts';

/** A cell that must seem able to lie `distance` away from the truth. */
export interface Target {
  readonly cell: number;
  readonly direction: 1 | -1;
  readonly distance: number;
}

/** A reader who knows the published cells, the equations, and how low each cell can lie. */
export interface Attacker {
  /** Per cell, how far it could lie below the truth: down to 0, or without end. */
  readonly room: readonly number[];
  /** Per cell, whether they know it although nobody printed it. */
  readonly knows: readonly boolean[];
  /** Largest distance first. */
  readonly targets: readonly Target[];
}

/**
 * The readers a component must withstand. Where contributions may be negative one of them knows no lower
 * bound; another still supposes that totals are not negative, if that happens to be true. Where something has come
 * late, each is there twice: one who cannot tell how much, and one who can, for after months only erasures come.
 */
export function attackersOf(
  { cells }: Component,
  {
    doubts,
    differences,
  }: Pick<OrderedSystem, 'differences'> & {
    readonly doubts: ReadonlyMap<CellKey, Doubt>;
  },
): readonly Attacker[] {
  const nonNegative = cells.map((cell) => cell.total);
  const free = cells.map((cell) => (cell.signed ? Number.POSITIVE_INFINITY : cell.total));
  const rooms = [
    ...(cells.some((cell) => cell.signed) ? [free] : []),
    ...(cells.every((cell) => cell.total >= 0) ? [nonNegative] : []),
  ];
  const nothing = cells.map(() => false);
  const late = cells.map(({ key }) => differences.has(key));
  return rooms.flatMap((room) =>
    (late.some(Boolean) ? [nothing, late] : [nothing]).map((knows) => ({
      room,
      knows,
      targets: targetsOf(cells, room, doubts).filter(({ cell }) => !knows[cell]),
    })),
  );
}

/** `Array.sort` is stable, so equal distances stay in the order of the keys. */
function targetsOf(
  cells: readonly Cell[],
  room: readonly number[],
  doubts: ReadonlyMap<CellKey, Doubt>,
): Target[] {
  const targets = cells.flatMap(({ key }, cell): Target[] => {
    const { down, up } = doubts.get(key) ?? { down: 0, up: 0 };
    return [
      { cell, direction: 1, distance: up },
      { cell, direction: -1, distance: Math.min(down, room[cell] ?? 0) },
    ];
  });
  return targets.filter(({ distance }) => distance > 0).sort((a, b) => b.distance - a.distance);
}
