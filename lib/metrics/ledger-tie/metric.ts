import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { adjustments, bookedTotals, outsideScope } from './books.ts';
import { ledgerTie } from './ledger-tie.ts';

export const ledgerTieMetric: Metric = {
  definition: {
    id: 'ledger-tie',
    name: 'Ledger tie-out',
    question: 'Do net sales tie to the books?',
    formula: 'net sales + net sales of buyers out of scope + adjustments - amount in the ledger',
    source: 'fivetran/dbt_shopify #69: totals that do not tie to the ledger',
    unit: 'money',
    kind: 'flow',
    options: 'account: net-sales; part: ledger, out-of-scope, difference, adjustment',
    tables: ['orders', 'ledger_totals'],
  },
  facts: [weeklyFlow, bookedTotals, adjustments, outsideScope],
  measure: async (load, context) => {
    if (!context.supplied.has('ledger_totals')) return NOTHING_MEASURED;
    const [rows, booked, own, outside] = await Promise.all([
      load(weeklyFlow),
      load(bookedTotals),
      load(adjustments),
      load(outsideScope),
    ]);
    return ledgerTie(rows, { booked, adjustments: own, outside }, context);
  },
};
