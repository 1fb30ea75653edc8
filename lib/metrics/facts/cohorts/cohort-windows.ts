import { addDays, type IsoDate, monthOf, monthStart } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../../metric.ts';

/** First and last cohort of a table, as fiscal months. */
export interface CohortRange {
  readonly first: number;
  readonly last: number;
}

type Ripening = Pick<MeasureContext, 'ripeBefore' | 'fiscal'>;

/** Months of life that a report shows unless it says otherwise. */
export const STANDARD_AGES = 12;

/** Which cohorts a mean over all of them is of, where they are not the standard ones. */
export const ofCohorts = (ages: number): string | null =>
  ages === STANDARD_AGES ? null : `${ages + 3} cohorts`;

/** Options of a figure of a table's cohorts together, in order, such as `mean=weighted; of=9 cohorts`. */
export const cohortOptions = (of: string | null, ...options: readonly string[]): string =>
  [...options, ...(of === null ? [] : [`of=${of}`])].sort().join('; ');

/** A window is ripe once its exclusive end lies inside the days known to be complete (rule G6). */
export const isRipe = (windowEnd: IsoDate, { ripeBefore }: Pick<MeasureContext, 'ripeBefore'>) =>
  windowEnd <= ripeBefore;

/** Whether everyone acquired in a fiscal month has lived through the `age`-th month after it. */
export const isRipeAtMonth = (cohort: number, age: number, context: Ripening): boolean =>
  isRipe(monthStart(cohort + age + 1, context.fiscal), context);

/** Whether everyone acquired in a fiscal month, on its last day too, has lived `days` days. */
export const isRipeAtDay = (cohort: number, days: number, context: Ripening): boolean =>
  isRipe(addDays(monthStart(cohort + 1, context.fiscal), days - 1), context);

/** Cohorts a table of `ages` months shows: the latest whose month of entry is complete, and `ages + 2` before it. */
export function shownCohorts({ ripeBefore, fiscal }: Ripening, ages: number): CohortRange {
  const last = monthOf(ripeBefore, fiscal) - 1;
  return { first: last - ages - 2, last };
}

/** The latest cohort that is ripe at an age in days. */
export function latestCohortRipeAt(days: number, context: Ripening): number {
  let cohort = monthOf(context.ripeBefore, context.fiscal);
  while (!isRipeAtDay(cohort, days, context)) cohort -= 1;
  return cohort;
}
