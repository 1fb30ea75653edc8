import { surveyScores } from '../facts/surveys/survey-scores.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { ces } from './ces.ts';

export const cesMetric: Metric = {
  definition: {
    id: 'ces',
    name: 'Customer effort score',
    question: 'Was it easy for customers?',
    formula: 'mean of 1–7, 7 the easiest; share of answers 5–7',
    source:
      'Dixon, Freeman & Toman (2010); CES 2.0, 7 points; intervals: Student (1908) of the mean, Wilson (1927) of the share',
    unit: 'ratio',
    kind: 'flow',
    options: 'part=easy: share of answers 5–7',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyScores],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? ces(await load(surveyScores), context)
      : NOTHING_MEASURED,
};
