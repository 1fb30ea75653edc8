import { RESTATEMENT } from '#lib/privacy/ledger/restated.ts';
import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import sql from './query.sql';
import { LINES } from './restated-cells.ts';
import { restatement } from './restatement.ts';

const weekChanges: Fact<CellRow> = {
  query: cellQuery('week-changes', sql),
  parameters: ({ restatement: plan, week }) => {
    const weeks = plan?.weeks.map((released) => released.week) ?? [];
    return {
      first_week: Math.min(week, ...weeks),
      last_week: Math.max(...weeks, -1),
      measures: LINES.join(','),
    };
  },
};

export const restatementMetric: Metric = {
  definition: {
    id: RESTATEMENT,
    name: 'Restatement',
    question: 'What became of figures that were printed before?',
    formula:
      'line of a closed week today - as released = late refunds + late orders + other, at the first FINAL report after a fiscal quarter',
    source:
      'Eurostat, ESS guidelines on revision policy: revisions on a known schedule, with their causes',
    unit: 'money',
    kind: 'flow',
    options: 'bundle; line; part: released, now, difference, late-refunds, late-orders, other',
    tables: ['orders'],
  },
  facts: [weekChanges],
  measure: async (load, context) =>
    context.restatement === null ? NOTHING_MEASURED : restatement(await load(weekChanges), context),
};
