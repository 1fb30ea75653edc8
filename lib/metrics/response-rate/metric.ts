import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { monthParameters } from '../facts/stocks/month-cells.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import sql from './query.sql';
import { responseRate } from './response-rate.ts';

const responses: Fact<CellRow> = {
  query: cellQuery('survey-responses', sql),
  parameters: monthParameters,
};

export const responseRateMetric: Metric = {
  definition: {
    id: 'response-rate',
    name: 'Response rate',
    question: 'How many of those invited answered?',
    formula: 'respondents / invitations, both of the month',
    source: 'AAPOR Standard Definitions (2023), RR1 over all invitations',
    unit: 'share',
    kind: 'flow',
    options: '',
    tables: ['orders', 'survey_responses', 'survey_invitations'],
  },
  facts: [responses],
  measure: async (load, context) =>
    context.supplied.has('survey_responses') && context.supplied.has('survey_invitations')
      ? responseRate(await load(responses), context)
      : NOTHING_MEASURED,
};
