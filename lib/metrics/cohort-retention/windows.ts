import { addDays, type FiscalCalendar, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { CohortTableRules } from '../facts/cohorts/cohort-cells.ts';
import {
  type CohortRange,
  isRipe,
  ofCohorts,
  shownCohorts,
} from '../facts/cohorts/cohort-windows.ts';
import type { MeasureContext } from '../metric.ts';
import { type CohortRetentionOptions, optionsText } from './options.ts';

/** Windows after entry: window k is `[edges[k], edges[k + 1])`, counted in months or in days since entry. */
export interface Windows {
  readonly unit: 'fiscal' | 'calendar' | 'days';
  readonly edges: readonly number[];
}

export function windowsOf({ buckets }: CohortRetentionOptions, ages: number): Windows {
  if (typeof buckets === 'string') return { unit: buckets, edges: steps(ages, 1) };
  if ('rolling' in buckets) return { unit: 'days', edges: steps(ages, buckets.rolling) };
  const { custom } = buckets;
  const edges = [0, ...custom.map((_, k) => custom.slice(0, k + 1).reduce((a, b) => a + b))];
  return { unit: 'days', edges };
}

const steps = (ages: number, width: number): number[] =>
  Array.from({ length: ages + 2 }, (_, k) => k * width);

export function cohortsOf(options: CohortRetentionOptions, context: MeasureContext): CohortRange {
  const fiscal = monthPattern(options, context);
  return shownCohorts({ fiscal, ripeBefore: context.ripeBefore }, context.cohorts.ages);
}

const monthPattern = (
  { buckets }: CohortRetentionOptions,
  { fiscal }: MeasureContext,
): FiscalCalendar => (buckets === 'calendar' ? 'month' : fiscal);

/**
 * Where windows lie and ripen. `on_or_after` looks to the end of the table, so all its windows ripen with the last
 * one (`ages`): until then a customer may still come back.
 */
export function tableRules(
  options: CohortRetentionOptions,
  context: MeasureContext,
): CohortTableRules {
  const { unit, edges } = windowsOf(options, context.cohorts.ages);
  const pattern = monthPattern(options, context);
  const ages = edges.length - 2;
  const end = (cohort: number, age: number) =>
    unit === 'days'
      ? addDays(monthStart(cohort + 1, pattern), (edges[age + 1] ?? 0) - 1)
      : monthStart(cohort + age + 1, pattern);
  const lastWindow = (age: number) => (options.criterion === 'on_or_after' && age > 0 ? ages : age);
  return {
    ages,
    of: ofCohorts(context.cohorts.ages),
    label: (cohort) => monthLabel(cohort, pattern),
    isRipe: (cohort, age) => isRipe(end(cohort, lastWindow(age)), context),
    measure: (base) => measureName(base, options, context),
  };
}

/** Same members and same windows, same cells: options that only change how a cell is shown are left out. */
function measureName(
  base: string,
  options: CohortRetentionOptions,
  { fiscal }: MeasureContext,
): string {
  const sameMonths = options.buckets === 'calendar' && (fiscal === 'iso' || fiscal === 'month');
  const told: CohortRetentionOptions = sameMonths ? { ...options, buckets: 'fiscal' } : options;
  const members = ['entry', 'minimumOrder'] as const;
  const entryMonth = told.buckets === 'calendar' ? (['buckets'] as const) : [];
  const activity = ['buckets', 'minOccurrences', 'criterion'] as const;
  const text = optionsText(told, [
    ...members,
    ...(base === 'acquired-customers' ? entryMonth : activity),
  ]);
  return text === '' ? base : `${base}; ${text}`;
}
