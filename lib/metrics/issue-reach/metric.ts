import { supportContacts } from '../facts/support/support-contacts.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { issueReach } from './issue-reach.ts';

export const issueReachMetric: Metric = {
  definition: {
    id: 'issue-reach',
    name: 'Issue reach',
    question: 'Do many customers hit the same issue?',
    formula:
      'customers with a ticket about the issue / customers with any ticket (A), active customers (B)',
    source: 'share of contacts by contact reason, COPC Customer Experience Standard',
    unit: 'share',
    kind: 'flow',
    options: 'base: A (customers with any ticket), B (customers with an order in the month)',
    tables: ['orders', 'support_tickets'],
  },
  facts: [supportContacts],
  measure: async (load, context) =>
    context.supplied.has('support_tickets')
      ? issueReach(await load(supportContacts), context)
      : NOTHING_MEASURED,
};
