import { derived, optional, required, signed, type TableContract } from './column.ts';

const targets = {
  name: 'targets',
  grain: 'one metric in one period and segment, in one version',
  key: ['metric', 'period', 'segment', 'version'],
  columns: [
    required('metric', 'code', 'none'),
    required('period', 'code', 'none'),
    required('value', 'num', 'none'),
    optional('segment', 'code', 'none'),
    optional('direction', ['higher', 'lower'], 'none'),
    optional('tolerance', 'pct', 'none'),
    optional('owner', 'code', 'none'),
    optional('version', 'int', 'none'),
    optional('approved_by', 'code', 'none'),
  ],
} as const satisfies TableContract;

const fxRates = {
  name: 'fx_rates',
  grain: 'one rate of one currency pair on one day',
  key: ['rate_date', 'base', 'quote', 'kind'],
  eventTime: 'rate_date',
  columns: [
    required('rate_date', 'date', 'none'),
    required('base', 'ccy', 'none'),
    required('quote', 'ccy', 'none'),
    required('rate', 'rate', 'none'),
    derived('kind', ['spot', 'avg', 'budget'], 'none'),
  ],
} as const satisfies TableContract;

const ledgerTotals = {
  name: 'ledger_totals',
  grain: 'one account in one period',
  key: ['period', 'account', 'currency'],
  columns: [
    required('period', 'code', 'none'),
    required('account', 'code', 'none'),
    signed(required('amount', 'money', 'money')),
    required('currency', 'ccy', 'none'),
    optional('closed_at', 'ts', 'none'),
  ],
} as const satisfies TableContract;

const calendar = {
  name: 'calendar',
  grain: 'one day',
  key: ['calendar_date'],
  columns: [
    required('calendar_date', 'date', 'none'),
    required('fiscal_year', 'int', 'none'),
    required('fiscal_period', 'int', 'none'),
    required('fiscal_week', 'int', 'none'),
    optional('is_closed', 'bool', 'none'),
  ],
} as const satisfies TableContract;

/** A manual correction; `author` and `approver` are two different roles. */
const adjustments = {
  name: 'adjustments',
  grain: 'one correction',
  key: ['adjustment_id'],
  eventTime: 'adjusted_at',
  anyOf: [['metric', 'table']],
  columns: [
    required('adjustment_id', 'id', 'none'),
    optional('metric', 'code', 'none'),
    optional('table', 'code', 'none'),
    required('period', 'code', 'none'),
    signed(required('amount', 'money', 'money')),
    required('currency', 'ccy', 'none'),
    required('reason', 'code', 'none'),
    required('author', 'code', 'none'),
    required('approver', 'code', 'none'),
    required('adjusted_at', 'ts', 'none'),
    optional('segment', 'code', 'none'),
  ],
} as const satisfies TableContract;

/** What finance compares with and corrects. */
export const FINANCE_TABLES = {
  targets,
  fx_rates: fxRates,
  ledger_totals: ledgerTotals,
  calendar,
  adjustments,
} as const satisfies Readonly<Record<string, TableContract>>;
