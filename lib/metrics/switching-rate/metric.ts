import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { monthParameters } from '../facts/stocks/month-cells.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import sql from './query.sql';
import { SWITCHING_MEASURES, switchingRate } from './switching-rate.ts';

const cancellations: Fact<CellRow> = {
  query: cellQuery('cancellations', sql),
  parameters: (context) => ({
    ...monthParameters(context),
    measures: SWITCHING_MEASURES.join(','),
  }),
};

export const switchingRateMetric: Metric = {
  definition: {
    id: 'switching-rate',
    name: 'Switching rate',
    question: 'Who goes to a competitor?',
    formula:
      'customers who cancelled for a competitor / customers who cancelled for a known reason',
    source: 'Keaveney (1995), Customer switching behavior in service industries',
    unit: 'share',
    kind: 'flow',
    options: 'part: coverage (known reasons / cancellations), cancelled-customers',
    tables: ['orders', 'subscriptions'],
  },
  facts: [cancellations],
  measure: async (load, context) =>
    context.supplied.has('subscriptions')
      ? switchingRate(await load(cancellations), context)
      : NOTHING_MEASURED,
};
