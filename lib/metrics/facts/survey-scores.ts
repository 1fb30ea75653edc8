import type { Fact, MeasureContext } from '../metric.ts';
import { audienceCellQuery } from './cell-query.ts';
import type { CellRow } from './cell-row.ts';
import sql from './survey-scores.sql';

const MEASURES = [
  'nps-answers',
  'nps-promoters',
  'nps-passives',
  'nps-detractors',
  'csat-answers',
  'csat-satisfied',
  'csat-unsatisfied',
  'ces-answers',
  'ces-easy',
  'ces-hard',
  'ces-points',
] as const;

/** The months that a survey is shown for. */
export const surveyMonths = ({ month, priorMonth, yearAgoMonth }: MeasureContext) => ({
  month,
  prior_month: priorMonth,
  year_ago_month: yearAgoMonth,
});

/** Answers to the standard scores in the closed month, the one before and a year ago; NPS by segment in the first. */
export const surveyScores: Fact<CellRow> = {
  query: audienceCellQuery('survey-scores', sql),
  parameters: (context) => ({ ...surveyMonths(context), measures: MEASURES.join(',') }),
};

/** Amounts of `ces-points` in one point of the scale. */
export const POINTS_PER_SCORE = 1000;

export const comparedMonths = ({ month, priorMonth, yearAgoMonth }: MeasureContext) => [
  month,
  priorMonth,
  yearAgoMonth,
];
