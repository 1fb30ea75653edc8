import type { Section } from '../document.ts';
import { contributionName } from '../glossary.ts';
import { type CohortTriangle, cohortTable, MARKS } from './cohort-table.ts';
import { detail, type LayoutContext, note, section } from './context.ts';
import { expectedValue } from './expected-value.ts';
import { observedValue } from './observed-value.ts';
import { subscriberValue } from './subscriber-value.ts';
import { subscribers } from './subscribers.ts';
import { valueCurve } from './value-curve.ts';
import { valueFormulas } from './value-formulas.ts';

/** Section 6: what cohorts earn and whether they come back, then what is expected of them. */
export function cohortSection(context: LayoutContext): Section | null {
  const value = cohortTable(valueTriangle(context), context);
  const retention = detail(cohortTable(RETENTION, context), 'then');
  const revenue = detail(cohortTable(REVENUE_RETENTION, context));
  return section(6, 'Cohorts', [
    value,
    value && note(`${MARKS} The cumulative line exists for all cohorts together only.`),
    valueCurve(context),
    retention,
    revenue,
    value === null && retention !== null ? note(MARKS) : null,
    ...observedValue(context),
    ...expectedValue(context),
    ...valueFormulas(context),
    ...subscribers(context),
    ...subscriberValue(context),
  ]);
}

function valueTriangle({ head }: LayoutContext): CohortTriangle {
  const grain = `grain=${head.cohortGrain}`;
  return {
    caption: `${contributionName(head)} per acquired customer in each month of life, ${head.currency}`,
    metric: 'clv-historic',
    options: grain,
    money: 'tenth',
    summaries: [
      { label: 'Ripe mean', options: `${grain}; mean=weighted` },
      { label: 'Cumulative', options: `${grain}; mean=cumulative` },
    ],
  };
}

const RETENTION: CohortTriangle = {
  caption: 'Customers who ordered, share of the cohort',
  metric: 'cohort-retention',
  options: '',
  money: 'each',
  summaries: [{ label: 'Ripe mean', options: 'mean=weighted' }],
};

const REVENUE_RETENTION: CohortTriangle = {
  caption: 'Net sales, share of the cohort’s first month',
  metric: 'revenue-retention',
  options: '',
  money: 'each',
  summaries: [{ label: 'Ripe mean', options: 'mean=weighted' }],
};
