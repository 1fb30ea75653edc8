import type { TableName } from '#lib/contract/tables.ts';
import { addDays, daysBetween } from '#lib/units/calendar.ts';
import type { CheckSettings, DataCheck } from '../check.ts';
import { inspectRows } from '../sql-check.ts';
import { days } from '../wording.ts';
import sql from './calendar-cover.sql';

/** Tables whose rows are put into fiscal months, and what the query calls them. */
const CUT_BY_CALENDAR: readonly TableName[] = [
  'orders',
  'refunds',
  'cost_to_serve',
  'marketing_spend',
  'journey_events',
  'loyalty_ledger',
  'subscriptions',
  'survey_responses',
  'survey_invitations',
  'support_tickets',
];

/**
 * Days outside the company's calendar: before its first day, the most that a table goes back; from its end to the cut,
 * whose fiscal month must be known. Both are of no fiscal month, and figures without them would be too low.
 */
export const calendarCover: DataCheck = {
  id: 'calendar-cover',
  tables: ['orders', 'calendar'],
  applies: ({ calendar }) => calendar !== null,
  unit: 'days',
  fix: 'Deliver the calendar as whole fiscal years, from that of the first row of every table to that of the cut.',
  measure: async (context) => {
    const { calendar, asOf } = context.settings;
    if (calendar === null) return { values: [], found: 'No calendar was delivered' };
    const count = await inspectRows(context, 'calendar-cover', sql);
    const early = CUT_BY_CALENDAR.map((table) => ({ table, lacking: count(table) })).reduce(
      (a, b) => (b.lacking > a.lacking ? b : a),
    );
    const late = Math.max(0, daysBetween(calendar.end, asOf) + 1);
    return {
      values: [early.lacking, late],
      found: foundWords(calendar, early, { late, asOf }),
    };
  },
};

function foundWords(
  { from, end }: NonNullable<CheckSettings['calendar']>,
  { table, lacking }: { readonly table: TableName; readonly lacking: number },
  { late, asOf }: { readonly late: number; readonly asOf: string },
): string {
  const gaps = [
    ...(lacking > 0 ? [`${table} begin ${days(lacking)} before it`] : []),
    ...(late > 0 ? [`the cut, ${asOf}, is ${days(late)} after its last`] : []),
  ];
  const span = `The calendar goes from ${from} to ${addDays(end, -1)}`;
  return gaps.length === 0
    ? `${span} and covers every table`
    : `${span}, but ${gaps.join(', and ')}`;
}
