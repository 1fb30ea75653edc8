import { LAPSE_DAYS, repricedChanges, weeklyChanges } from '../facts/week/weekly-changes.ts';
import { weeklyFlow } from '../facts/week/weekly-flow.ts';
import type { Metric } from '../metric.ts';
import { revenueBridge } from './revenue-bridge.ts';

export const revenueBridgeMetric: Metric = {
  definition: {
    id: 'revenue-bridge',
    name: 'Revenue bridge',
    question: 'Why did net revenue move?',
    formula:
      'opening + new + reactivated + returning + up - down - absent + change of guests - change of refunds + currency = closing',
    source:
      'dbt MRR playbook, movements of recurring revenue; ChartMogul, currency as a row of its own',
    unit: 'money',
    kind: 'flow',
    options: `part: new to fx; lapse: ${LAPSE_DAYS} d`,
    tables: ['orders'],
  },
  facts: [weeklyChanges, repricedChanges, weeklyFlow],
  measure: async (load, context) => {
    const changes = context.supplied.has('fx_rates') ? repricedChanges : weeklyChanges;
    return revenueBridge(await load(changes), await load(weeklyFlow), context);
  },
};
