import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Cell } from './document.ts';
import { type ChangeUnit, type Format, isAverage, scoreDecimals, words } from './format.ts';

/** A change from one released value to another, as a fraction, in its own unit, or null where one is missing. */
export interface Change {
  readonly value: number;
  readonly unit: ChangeUnit;
}

/** Money and counts change in percent, shares in percentage points, ratios and days in their own unit. */
export function changeOf(now: ReleasedFigure | null, before: ReleasedFigure | null): Change | null {
  const from = before?.value ?? null;
  const to = now?.value ?? null;
  if (now === null || from === null || to === null) return null;
  const unit = unitOfChange(now);
  if (unit !== 'percent') return { value: to - from, unit };
  return from > 0 ? { value: to / from - 1, unit } : null;
}

function unitOfChange(now: ReleasedFigure): ChangeUnit {
  if (now.unit === 'share') return 'points';
  if (now.unit === 'days') return 'days';
  if (now.unit !== 'ratio' || isAverage(now)) return 'percent';
  return scoreDecimals(now) === null ? 'ratio' : 'score';
}

/** The change as printed; `n/a` where a value is missing, whose own cell says why. */
export function changeCell(
  now: ReleasedFigure | null,
  before: ReleasedFigure | null,
  format: Format,
): Cell {
  const change = changeOf(now, before);
  return change === null ? words('n/a') : format.change(change.value, change.unit);
}

const FLAT = 0.005;

/** `rose`, `fell`, or flat below 0.5 % (for shares 0.5 percentage points). */
export const directionOf = ({ value }: Change): 'rose' | 'fell' | 'flat' => {
  if (Math.abs(value) < FLAT) return 'flat';
  return value > 0 ? 'rose' : 'fell';
};
