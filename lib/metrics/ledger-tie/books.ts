import * as z from 'zod';
import type { Fact } from '../metric.ts';
import adjustmentsSql from './adjustments.sql';
import bookedSql from './booked.sql';
import outsideSql from './outside.sql';

const whole = z.coerce.number().int();

const booked = z.object({ period: z.string(), amount_minor: whole });
/** Net sales of a period as the books have them, in minor units. */
export type Booked = z.output<typeof booked>;

const adjustment = z.object({
  period: z.string(),
  reason: z.string(),
  author: z.string(),
  approver: z.string(),
  amount_minor: whole,
});
/** A manual correction of net sales that somebody other than its author approved. */
export type Adjustment = z.output<typeof adjustment>;

const outside = z.object({
  customers: whole,
  total_minor: whole,
  absolute_minor: whole,
  largest_minor: whole,
  second_minor: whole,
});
/** Net sales in the reported week of buyers who are in no other figure. */
export type Outside = z.output<typeof outside>;

export const bookedTotals: Fact<Booked> = {
  query: { name: 'ledger-totals', sql: bookedSql, parseRow: (row) => booked.parse(row) },
  parameters: () => ({}),
};

export const adjustments: Fact<Adjustment> = {
  query: { name: 'adjustments', sql: adjustmentsSql, parseRow: (row) => adjustment.parse(row) },
  parameters: () => ({}),
};

export const outsideScope: Fact<Outside> = {
  query: { name: 'outside-scope', sql: outsideSql, parseRow: (row) => outside.parse(row) },
  parameters: () => ({}),
};
