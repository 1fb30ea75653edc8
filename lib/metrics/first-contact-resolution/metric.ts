import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { monthParameters } from '../facts/stocks/month-cells.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Fact, Metric } from '../metric.ts';
import { firstContactResolution, REPEAT_DAYS } from './first-contact-resolution.ts';
import sql from './query.sql';

const resolvedTickets: Fact<CellRow> = {
  query: cellQuery('resolved-tickets', sql),
  parameters: monthParameters,
};

export const firstContactResolutionMetric: Metric = {
  definition: {
    id: 'first-contact-resolution',
    name: 'First contact resolution',
    question: 'Is help given at once?',
    formula: `tickets not reopened, nor repeated in ${REPEAT_DAYS} days / tickets resolved in the month`,
    source: 'Service Quality Measurement Group, first call resolution',
    unit: 'share',
    kind: 'window',
    options: `repeated: the same customer and category within ${REPEAT_DAYS} d of the resolution`,
    tables: ['orders', 'support_tickets'],
  },
  facts: [resolvedTickets],
  measure: async (load, context) =>
    context.supplied.has('support_tickets')
      ? firstContactResolution(await load(resolvedTickets), context)
      : NOTHING_MEASURED,
};
