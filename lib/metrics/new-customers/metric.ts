import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { mergeMeasured } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { newCustomers, newCustomersByMonth } from './new-customers.ts';

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
  facts: [weeklyFlow, cohortActivity],
  measure: async (load, context) =>
    mergeMeasured([
      newCustomers(await load(weeklyFlow), context),
      newCustomersByMonth(await load(cohortActivity), context),
    ]),
};
