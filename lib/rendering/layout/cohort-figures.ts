import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { FigureTable } from '../figure-table.ts';

/** Figures of whole cohorts, newest last; those of one metric with fixed options. */
export function cohortFigures(
  figures: FigureTable,
  metric: string,
  options: string,
): ReleasedFigure[] {
  return figures
    .all(metric, options)
    .filter(({ scope }) => Object.keys(scope).join() === 'cohort')
    .sort((a, b) => (cohortOf(a) < cohortOf(b) ? -1 : 1));
}

/** The newest cohort with a value: its window is ripe and it is not withheld. */
export const newestRipe = (cohorts: readonly ReleasedFigure[]): ReleasedFigure | null =>
  cohorts.findLast(({ value }) => value !== null) ?? null;

export const cohortOf = ({ scope }: ReleasedFigure): string => scope['cohort'] ?? '';
