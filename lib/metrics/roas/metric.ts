import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import sql from './query.sql';
import { returnOnAdSpend } from './roas.ts';

const entries: Fact<CellRow> = {
  query: cellQuery('channel-entries', sql),
  parameters: ({ week, segments }) => ({
    week,
    channel_registered: segments.includes('channel') ? 'yes' : 'no',
  }),
};

export const roasMetric: Metric = {
  definition: {
    id: 'roas',
    name: 'Return on ad spend (attributed)',
    question: 'What did a unit of media spend sell?',
    formula: 'attributed net sales / media spend for acquisition',
    source: 'Snowplow: attribution models; Daasity: ROAS',
    unit: 'ratio',
    kind: 'flow',
    options: 'attribution: last (entry channel)',
    tables: ['orders', 'marketing_spend'],
  },
  facts: [weeklyFlow, entries, acquisitionSpend],
  measure: async (load, context) =>
    context.supplied.has('marketing_spend')
      ? returnOnAdSpend(
          {
            flow: await load(weeklyFlow),
            won: await load(entries),
            spend: await load(acquisitionSpend),
          },
          context,
        )
      : NOTHING_MEASURED,
};
