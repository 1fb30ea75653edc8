import { isForecast } from '#lib/models/forecast.ts';
import { knownAtClose } from '../clv-predicted/metric.ts';
import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { clvTotal } from './clv-total.ts';

export const clvTotalMetric: Metric = {
  definition: {
    id: 'clv-total',
    name: 'CLV, past and next',
    question: 'What has a customer of a cohort brought, and what comes next?',
    formula:
      'contribution per member up to the quarter close + predicted CLV of the horizon after it',
    source: 'Klaviyo: total CLV as historic and predicted CLV',
    unit: 'money',
    kind: 'stock',
    options: 'horizon=365 d',
    tables: ['orders'],
  },
  facts: [knownAtClose, cohortActivity],
  measure: async (load, context) =>
    isForecast(context.forecast)
      ? clvTotal({ known: await load(knownAtClose), activity: await load(cohortActivity) }, context)
      : NOTHING_MEASURED,
};
