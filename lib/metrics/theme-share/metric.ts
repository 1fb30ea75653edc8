import { surveyThemes } from '../facts/surveys/survey-themes.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { themeShare } from './theme-share.ts';

export const themeShareMetric: Metric = {
  definition: {
    id: 'theme-share',
    name: 'Share of a theme',
    question: 'What do customers talk about?',
    formula: 'responses with the theme / responses with a comment',
    source: 'Thematic, theme frequency; interval: Wilson (1927)',
    unit: 'share',
    kind: 'flow',
    options: '',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyThemes],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? themeShare(await load(surveyThemes), context)
      : NOTHING_MEASURED,
};
