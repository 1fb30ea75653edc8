import type { DataClass } from '#lib/contract/column.ts';

/** Columns of what customers owe, complain about and give notice of. */
export const SERVICE_COLUMNS = {
  subscription_notices_in_scope: {
    customer_id: 'identifier',
    change_date: 'behavioural',
    month: 'behavioural',
    until_date: 'behavioural',
    status: 'behavioural',
    is_end: 'behavioural',
    requested_date: 'behavioural',
    ends_date: 'behavioural',
    reason: 'behavioural',
    competitor: 'behavioural',
  },
  support_tickets_in_scope: {
    customer_id: 'identifier',
    opened_date: 'behavioural',
    month: 'behavioural',
    category: 'behavioural',
    resolved_date: 'behavioural',
    resolved_month: 'behavioural',
    is_first_contact: 'behavioural',
  },
  invoices_in_scope: {
    customer_id: 'identifier',
    issued_date: 'behavioural',
    due_date: 'behavioural',
    paid_date: 'behavioural',
    written_off_date: 'behavioural',
    disputed_date: 'behavioural',
    billed_minor: 'money',
    paid_minor: 'money',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, DataClass>>>>;
