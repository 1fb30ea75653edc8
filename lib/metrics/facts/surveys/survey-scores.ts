import type { Fact } from '../../metric.ts';
import { audienceCellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { monthParameters } from '../stocks/month-cells.ts';
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
  'ces-squares',
] as const;

/** Answers to the standard scores in the closed month, the one before and a year ago; NPS by segment in the first. */
export const surveyScores: Fact<CellRow> = {
  query: audienceCellQuery('survey-scores', sql),
  parameters: (context) => ({ ...monthParameters(context), measures: MEASURES.join(',') }),
};

/** Amounts of `ces-points` in one point of the scale, and of `ces-squares` in one of its square. */
export const POINTS_PER_SCORE = 1000;
