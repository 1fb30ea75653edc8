import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { latestCohortRipeAt } from '../facts/cohorts/cohort-windows.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import { journeySteps } from './journey-step.ts';
import sql from './query.sql';

const STANDARD_DAYS = 90;

/** The latest month whose windows are ripe, the month before, and the same a year ago. */
const journeyReach: Fact<CellRow> = {
  query: cellQuery('journey-reach', sql),
  parameters: (context) => {
    const { stages = [], windowDays = STANDARD_DAYS } = context.journey ?? {};
    const cohort = latestCohortRipeAt(windowDays, context);
    return {
      stages: stages.map((stage, i) => `${stage}:${i + 1}`).join(','),
      window: windowDays,
      cohort,
      prior_cohort: cohort - 1,
      year_ago_cohort: cohort - 12,
    };
  },
};

export const journeyStepMetric: Metric = {
  definition: {
    id: 'journey-step',
    name: 'Steps of the customer journey',
    question: 'How many go on from each stage to the next, from awareness to advocacy?',
    formula:
      'entrants of a month who reach the stage within the window / those who reach the stage before',
    source: 'Lemon & Verhoef (2016), Understanding Customer Experience, Journal of Marketing 80(6)',
    unit: 'share',
    kind: 'window',
    options: 'stages, window: as configured (90 d); part: reached, imputed (skipped stages)',
    tables: ['orders', 'journey_events'],
  },
  facts: [journeyReach],
  measure: async (load, context) =>
    context.supplied.has('journey_events') && context.journey !== null
      ? journeySteps(await load(journeyReach), context)
      : NOTHING_MEASURED,
};
