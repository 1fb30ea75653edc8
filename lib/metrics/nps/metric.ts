import { surveyScores } from '../facts/surveys/survey-scores.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { nps } from './nps.ts';

export const npsMetric: Metric = {
  definition: {
    id: 'nps',
    name: 'Net promoter score',
    question: 'Would customers recommend the company?',
    formula: '100 × (promoters, 9–10, − detractors, 0–6) / answers',
    source: 'Reichheld (2003); interval: Rocks (2016), adjusted Wald (3, T)',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyScores],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? nps(await load(surveyScores), context)
      : NOTHING_MEASURED,
};
