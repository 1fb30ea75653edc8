import { beforeAll } from 'vitest';
import { ranBefore } from './configured-run.ts';
import { type PlainInvoice, plainInvoices } from './plain-online-retail.ts';
import { isPresent, itWith, sharedFile } from './shared-files.ts';

const FILE = 'data/online_retail_II_2009_2010_raw.parquet';
const source = (table: string) => `
  ${table}:
    files: { invoice_lines: ../shared/${FILE} }
    sql: test/acceptance/online-retail-${table}.sql
    assumeTimeZone: Europe/London`;
const configuration = `
version: 1
business: { name: Example Shop, currency: GBP, timeZone: Europe/London }
sources:${source('orders')}${source('refunds')}
reports:
  - { id: weekly, title: Customer value report, segments: [country] }
`;
const needs = [FILE];

export const itOnInvoices = itWith(needs);

interface OnlineRetail {
  readonly run: ReturnType<typeof ranBefore>;
  /** Every invoice, in order of time. */
  readonly invoices: () => readonly PlainInvoice[];
  readonly during: (week: Week) => PlainInvoice[];
}

/** A week of the report, from a day until before another. */
export interface Week {
  readonly period: string;
  readonly from: string;
  readonly to: string;
}

export const WEEK: Week = { period: '2010-W48', from: '2010-11-29', to: '2010-12-06' };

/** Before the tests of a file, the report of the published invoices is written, and the invoices are added up plainly. */
export function onlineRetailBefore(): OnlineRetail {
  let invoices: readonly PlainInvoice[] = [];
  beforeAll(async () => {
    if (isPresent(FILE)) invoices = await plainInvoices(sharedFile(FILE));
  });
  return {
    run: ranBefore({ configuration, asOf: null, needs }),
    invoices: () => invoices,
    during: ({ from, to }) => invoices.filter(({ at }) => at >= from && at < to),
  };
}
