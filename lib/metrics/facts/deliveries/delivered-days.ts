import * as z from 'zod';
import type { Figure } from '#lib/privacy/figure.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { figure } from '../../figures.ts';
import type { Fact, MeasureContext } from '../../metric.ts';
import type { MetricId } from '../../metric-ids.ts';
import sql from './delivered-days.sql';

/** Rows that a table holds of one day. */
export interface DeliveredDay {
  readonly table: string;
  /** Days from that day to the cut: 1 for the last day before it. */
  readonly daysAgo: number;
  readonly rows: number;
  /** Rows that say when their source wrote them. */
  readonly stamped: number;
  /** Stamped more than a day after what they tell of. */
  readonly late: number;
}

const whole = z.coerce.number().int();
const row = z
  .object({
    delivered: z.string(),
    days_ago: whole,
    delivered_rows: whole,
    stamped_rows: whole,
    late_rows: whole,
  })
  .transform(
    (day): DeliveredDay => ({
      table: day.delivered,
      daysAgo: day.days_ago,
      rows: day.delivered_rows,
      stamped: day.stamped_rows,
      late: day.late_rows,
    }),
  );

/** Rows of each day of the reported week and the eight weeks before, by table. */
export const deliveredDays: Fact<DeliveredDay> = {
  query: { name: 'delivered-days', sql, parseRow: (raw) => row.parse(raw) },
  parameters: () => ({}),
};

/** Tables with a row in these nine weeks, each with its days. */
export const daysByTable = (
  days: readonly DeliveredDay[],
): readonly (readonly [string, readonly DeliveredDay[]])[] =>
  [...new Set(days.map(({ table }) => table))].map((table) => [
    table,
    days.filter((day) => day.table === table),
  ]);

/** A number about the rows of a table: about no customer, so there is nothing to withhold. */
export const rowFigure = (
  { metric, table }: { readonly metric: MetricId; readonly table: string },
  { unit, value }: Pick<Figure, 'unit' | 'value'>,
  { week }: MeasureContext,
): Figure =>
  figure({
    name: { metric, options: `table=${table}`, period: weekLabel(week), scope: {} },
    unit,
    value,
    reason: 'missing_input',
    customers: 0,
    cells: [],
  });
