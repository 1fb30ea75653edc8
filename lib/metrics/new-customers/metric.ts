import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import { entryWeeks } from '../facts/cohorts/entry-weeks.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { mergeMeasured } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { newCustomers, newCustomersByMonth } from './new-customers.ts';
import { weeksOfCohorts } from './weeks-of-cohorts.ts';

export const newCustomersMetric: Metric = {
  definition: {
    id: 'new-customers',
    name: 'New customers',
    question: 'How many customers were won?',
    formula: 'customers whose first paid order lies in the period and whose acquisition is known',
    source: 'Drivepoint, metrickittools: new customers of CAC',
    unit: 'count',
    kind: 'flow',
    options: 'grain: week (default), month',
    tables: ['orders'],
  },
  facts: [weeklyFlow, cohortActivity, entryWeeks],
  measure: async (load, context) =>
    mergeMeasured([
      newCustomers(await load(weeklyFlow), context),
      newCustomersByMonth(await load(cohortActivity), context),
      weeksOfCohorts(await load(entryWeeks), context),
    ]),
};
