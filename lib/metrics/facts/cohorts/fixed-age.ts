import type { Fact, MeasureContext } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import { type CohortRange, latestCohortRipeAt, shownCohorts } from './cohort-windows.ts';
import query from './fixed-age.sql';
import lives from './fixed-age-lives.sql';

/** Ages in days at which cohorts are compared. */
export const FIXED_AGES: readonly number[] = [30, 60, 90, 180, 365];

/** Age in days by which a second order makes a repeat customer. */
export const REPEAT_AGE = 90;

/** Age at which the latest ripe cohort is also shown by segment and entry channel. */
export const SEGMENT_AGE = 180;

/** The cohort that is shown by segment: frozen once ripe, so that a segment is seen once at each age. */
export const segmentCohort = (context: MeasureContext): number =>
  latestCohortRipeAt(SEGMENT_AGE, context);

/**
 * The scheme of entry channels, where spend can be set against it: the registered one, or else the channel of the
 * first order.
 */
export const hasOwnChannels = ({ segments, supplied }: MeasureContext): boolean =>
  !segments.includes('channel') && supplied.has('marketing_spend');

/** At least a year of cohorts, so that some are ripe at the highest age. */
const MONTHS = 12;

/** Cohorts at fixed ages; no other table goes back further. */
export const fixedAgeCohorts = (context: MeasureContext): CohortRange =>
  shownCohorts(context, Math.max(context.cohorts.ages, MONTHS));

/**
 * Cohort months at fixed ages: `acquired-customers`, `repeat-customers`, and in minor units `contribution` of `[0, age)`
 * and `contribution-step` of `[age before, age)`, refunds at their age. Everyone for each cohort; the segment cohort
 * also by registered scheme, their crossing, and entry channel.
 */
export const fixedAge: Fact<CellRow> = {
  query: audienceCellQuery('fixed-age', composeSql({ lives }, query)),
  parameters: (context) => {
    const { first, last } = fixedAgeCohorts(context);
    return {
      first_cohort: first,
      last_cohort: last,
      segment_cohort: segmentCohort(context),
      partitions: hasOwnChannels(context) ? 'atom,channel' : 'atom',
      repeat_age: REPEAT_AGE,
      ...Object.fromEntries(FIXED_AGES.map((age, i) => [`age_${i + 1}`, age])),
      steps: STEPS,
    };
  },
};

/** `measure:age:place`, where place is that of the age in the query's list of earnings, which starts with 0. */
const STEPS = [
  'acquired-customers:0:1',
  `repeat-customers:${REPEAT_AGE}:1`,
  ...FIXED_AGES.map((age, i) => `contribution:${age}:${i + 2}`),
  ...FIXED_AGES.slice(1).map((age, i) => `contribution-step:${age}:${i + 3}`),
].join(',');
