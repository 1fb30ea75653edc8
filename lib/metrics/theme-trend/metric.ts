import { surveyThemes } from '../facts/surveys/survey-themes.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { themeTrend } from './theme-trend.ts';

export const themeTrendMetric: Metric = {
  definition: {
    id: 'theme-trend',
    name: 'Trend of a theme',
    question: 'Which theme is emerging?',
    formula:
      'z of the share now against that of the 8 months before; emerging: z > 3 and positive at a false discovery rate of 5 %',
    source: 'Fleiss, Levin & Paik (2003), two proportions; Benjamini & Hochberg (1995)',
    unit: 'ratio',
    kind: 'flow',
    options: 'part=earlier-share; part=emerging: 1 or 0',
    tables: ['orders', 'survey_responses'],
  },
  facts: [surveyThemes],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? themeTrend(await load(surveyThemes), context)
      : NOTHING_MEASURED,
};
