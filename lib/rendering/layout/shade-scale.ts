import type { ReleasedFigure } from '#lib/privacy/figure.ts';

const STEPS = 7;

/** Maps a value to a step 0 to 6 between the least and the largest of these figures; what lies outside is clamped. */
export function shadeScale(figures: readonly ReleasedFigure[]): (value: number) => number {
  const values = figures.flatMap(({ value }) => (value === null ? [] : [value]));
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return (value) => {
    if (!(range > 0)) return 0;
    const step = Math.floor(((value - least) / range) * STEPS);
    return Math.min(Math.max(step, 0), STEPS - 1);
  };
}
