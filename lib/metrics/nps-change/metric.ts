import { surveyScores } from '../facts/surveys/survey-scores.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { npsChange } from './nps-change.ts';

export const npsChangeMetric: Metric = {
  definition: {
    id: 'nps-change',
    name: 'Change of the net promoter score',
    question: 'Did the willingness to recommend really change?',
    formula:
      'NPS now − NPS before; z = difference / sqrt(SE now² + SE before²), real if |z| > 1.96',
    source: 'Sauro & Lewis, MeasuringU; Rocks (2016), standard error of the score',
    unit: 'ratio',
    kind: 'flow',
    options: 'against: prior-month, year-ago; part=z',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyScores],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? npsChange(await load(surveyScores), context)
      : NOTHING_MEASURED,
};
