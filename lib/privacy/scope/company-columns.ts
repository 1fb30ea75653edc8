import type { DataClass } from '#lib/contract/column.ts';

/** Columns of what a company plans, books and delivers, and of one sum over all who are out of scope: of no customer. */
export const COMPANY_COLUMNS = {
  outside_week_in_scope: {
    customers: 'behavioural',
    total_minor: 'money',
    absolute_minor: 'money',
    largest_minor: 'money',
    second_minor: 'money',
  },
  delivered_days_in_scope: {
    delivered: 'none',
    days_ago: 'none',
    delivered_rows: 'none',
    stamped_rows: 'none',
    late_rows: 'none',
  },
  targets_in_scope: {
    metric: 'none',
    period: 'none',
    segment: 'none',
    value: 'none',
    direction: 'none',
    tolerance: 'none',
    owner: 'none',
    version: 'none',
  },
  ledger_totals_in_scope: { period: 'none', account: 'none', amount_minor: 'money' },
  adjustments_in_scope: {
    subject: 'none',
    period: 'none',
    reason: 'none',
    author: 'none',
    approver: 'none',
    amount_minor: 'money',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, DataClass>>>>;
