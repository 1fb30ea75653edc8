import type { Cell } from '#lib/privacy/cell.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { type MonthCells, monthCells, monthParameters } from '../stocks/month-cells.ts';
import sql from './support-contacts.sql';

/** Who opened tickets about what in the closed months, and who ordered in them. */
export const supportContacts: Fact<CellRow> = {
  query: cellQuery('support-contacts', sql),
  parameters: monthParameters,
};

export const TICKETS = 'support-tickets';
/** Customers with a ticket, of any issue. */
export const CONTACTING = 'support-customers';
/** Tickets beyond the first of each customer. */
export const REPEATS = 'support-repeat-tickets';
/** Customers with an order in the month. */
export const ACTIVE = 'support-active-customers';
/** Customers with a ticket about an issue. */
export const HIT = 'issue-customers';
/** Different issues of each customer, added up, and those beyond the first of each. */
export const ISSUES = 'support-issues';
export const FURTHER_ISSUES = 'support-further-issues';

const NEUTRAL: ReadonlySet<string> = new Set([CONTACTING, ACTIVE]);
const SUMS: ReadonlySet<string> = new Set([TICKETS, REPEATS, ISSUES, FURTHER_ISSUES]);

/** How often customers came is theirs, and so is what they came with; that they came or ordered is what is counted. */
const rulesOf = (measure: string): Pick<Cell, 'kind' | 'behavioural'> => ({
  kind: SUMS.has(measure) ? 'sum' : 'count',
  behavioural: !NEUTRAL.has(measure),
});

export const contactCells = (rows: readonly CellRow[], context: MeasureContext): MonthCells =>
  monthCells(rows, rulesOf, context);
