import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { repricedChanges } from '../facts/week/weekly-changes.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import { fxEffect } from './fx-effect.ts';
import sql from './query.sql';

const salesByCurrency: Fact<CellRow> = {
  query: cellQuery('sales-by-currency', sql),
  parameters: ({ week, priorWeek }) => ({ week, prior_week: priorWeek }),
};

export const fxEffectMetric: Metric = {
  definition: {
    id: 'fx-effect',
    name: 'Currency effect',
    question: 'How much of the change is due to exchange rates?',
    formula:
      'change of sales and shipping charged - the same change with both weeks at the rates of the week before',
    source:
      'IFRS practice of constant-currency reporting; ChartMogul, currency as a row of its own',
    unit: 'money',
    kind: 'flow',
    options: 'part: constant-currency',
    tables: ['orders', 'fx_rates'],
  },
  facts: [repricedChanges, weeklyFlow, salesByCurrency],
  measure: async (load, context) => {
    if (!context.supplied.has('fx_rates')) return NOTHING_MEASURED;
    const [changes, flow] = [await load(repricedChanges), await load(weeklyFlow)];
    return fxEffect({ changes, flow, byCurrency: await load(salesByCurrency) }, context);
  },
};
