import { surveyScores } from '../facts/surveys/survey-scores.ts';
import { surveyThemes } from '../facts/surveys/survey-themes.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { themeImpact } from './theme-impact.ts';

export const themeImpactMetric: Metric = {
  definition: {
    id: 'theme-impact',
    name: 'Impact of a theme',
    question: 'What does a theme cost in recommendation?',
    formula: 'NPS of all answers − NPS without the answers that voice the theme',
    source: 'Thematic, impact by leaving one out',
    unit: 'ratio',
    kind: 'flow',
    options: '',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyScores, surveyThemes],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? themeImpact(await load(surveyScores), await load(surveyThemes), context)
      : NOTHING_MEASURED,
};
