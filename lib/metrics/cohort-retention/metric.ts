import type { Metric } from '../metric.ts';
import { cohortRetention } from './cohort-retention.ts';
import { cohortRetentionFact } from './fact.ts';
import { type CohortRetentionChoice, cohortRetentionOptions, optionsText } from './options.ts';

/** The cohort table by any options; throws a `ZodError` on an option out of its list. */
export function cohortRetentionWith(choice: CohortRetentionChoice): Metric {
  const options = cohortRetentionOptions(choice);
  const fact = cohortRetentionFact(options);
  return {
    definition: {
      id: 'cohort-retention',
      name: 'Cohort retention',
      question: 'Of the customers acquired in a month, who orders again in each later month?',
      formula: 'members of the cohort who act in window k / members of the cohort',
      source: 'Mixpanel and PostHog documentation of retention; Fader & Hardie, cohort tables',
      unit: options.measure === 'customers' ? 'share' : 'money',
      kind: 'window',
      options: optionsText(options),
      tables: ['orders'],
    },
    facts: [fact],
    measure: async (load, context) => cohortRetention(await load(fact), context, options),
  };
}

/** Fiscal months, active in the month itself, share of the cohort, weighted mean of ripe cohorts. */
export const cohortRetentionMetric = cohortRetentionWith({});
