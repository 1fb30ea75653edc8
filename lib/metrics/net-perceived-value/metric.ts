import { perceivedValueFact } from '../facts/surveys/perceived-value.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { netPerceivedValue } from './net-perceived-value.ts';

export const netPerceivedValueMetric: Metric = {
  definition: {
    id: 'net-perceived-value',
    name: 'Net customer perceived value',
    question: 'Are the benefits worth what they cost customers?',
    formula: 'mean of the benefit dimensions − mean of the cost dimensions, each 0–100',
    source: 'Zeithaml (1988), value as benefits less sacrifices; items: Sweeney & Soutar (2001)',
    unit: 'ratio',
    kind: 'flow',
    options: 'part=ratio: benefits / costs',
    tables: ['orders', 'survey_responses'],
  },
  facts: [perceivedValueFact],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? netPerceivedValue(await load(perceivedValueFact), context)
      : NOTHING_MEASURED,
};
