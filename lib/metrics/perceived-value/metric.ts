import { perceivedValueFact } from '../facts/surveys/perceived-value.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { perceivedValue } from './perceived-value.ts';

export const perceivedValueMetric: Metric = {
  definition: {
    id: 'perceived-value',
    name: 'Customer perceived value',
    question: 'What benefits do customers see, and of which kind?',
    formula: 'mean of benefit items as 0–100 by dimension; overall = mean of the dimensions',
    source: 'Sweeney & Soutar (2001), PERVAL: quality = functional, price = economic',
    unit: 'ratio',
    kind: 'flow',
    options: 'dimension: functional, emotional, social, economic; role=cost: the same of costs',
    tables: ['orders', 'survey_responses'],
  },
  facts: [perceivedValueFact],
  measure: async (load, context) =>
    context.supplied.has('survey_responses')
      ? perceivedValue(await load(perceivedValueFact), context)
      : NOTHING_MEASURED,
};
