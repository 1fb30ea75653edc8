import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { cohortActivity } from '../facts/cohorts/cohort-activity.ts';
import { fixedAge } from '../facts/cohorts/fixed-age.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import {
  acquisitionSpendFigures,
  loadedAcquisitionCost,
  loadedCostByChannel,
  loadedCostByCohort,
} from './cac-loaded.ts';

export const cacLoadedMetric: Metric = {
  definition: {
    id: 'cac-loaded',
    name: 'CAC, fully loaded',
    question: 'What does a new customer cost in full?',
    formula:
      '(media + agency + salaries + tools + events + first-order promotions + referral) / all new customers',
    source: 'SaaSGrid, imboard (SMSB): fully loaded CAC',
    unit: 'money',
    kind: 'flow',
    options: 'lag: 0; grain: week (default), month; part: spend, media-spend',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [weeklyFlow, cohortActivity, fixedAge, acquisitionSpend],
  measure: async (load, context) => {
    if (!context.supplied.has('marketing_spend')) return NOTHING_MEASURED;
    const spend = await load(acquisitionSpend);
    return mergeMeasured([
      loadedAcquisitionCost({ flow: await load(weeklyFlow), spend }, context),
      loadedCostByCohort({ cohorts: await load(cohortActivity), spend }, context),
      loadedCostByChannel({ channels: await load(fixedAge), spend }, context),
      { figures: acquisitionSpendFigures(spend, context), cells: [], equations: [] },
    ]);
  },
};
