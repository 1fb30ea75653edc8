import { supportContacts } from '../facts/support/support-contacts.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { contactRate } from './contact-rate.ts';

export const contactRateMetric: Metric = {
  definition: {
    id: 'contact-rate',
    name: 'Contact rate',
    question: 'How often do customers need help?',
    formula: 'tickets / customers with an order in the month',
    source: 'COPC Customer Experience Standard: contact rate',
    unit: 'ratio',
    kind: 'flow',
    options: 'part: tickets, customers (with a ticket)',
    tables: ['orders', 'support_tickets'],
  },
  facts: [supportContacts],
  measure: async (load, context) =>
    context.supplied.has('support_tickets')
      ? contactRate(await load(supportContacts), context)
      : NOTHING_MEASURED,
};
