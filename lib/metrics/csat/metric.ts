import { surveyScores } from '../facts/surveys/survey-scores.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { csat } from './csat.ts';

export const csatMetric: Metric = {
  definition: {
    id: 'csat',
    name: 'Customer satisfaction',
    question: 'Are customers satisfied?',
    formula: 'answers in the top two of the scale (4–5 of 5, 6–7 of 7) / valid answers',
    source: 'MeasuringU: top-two-box score; interval: Wilson (1927)',
    unit: 'share',
    kind: 'flow',
    options: '',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyScores],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? csat(await load(surveyScores), context)
      : NOTHING_MEASURED,
};
