import type { Fact } from '../../metric.ts';
import { cellQuery } from '../cells/cell-query.ts';
import type { CellRow } from '../cells/cell-row.ts';
import { composeSql } from '../cells/compose-sql.ts';
import foreignAtPriorRate from './foreign-at-prior-rate.sql';
import noForeignOrders from './no-foreign-orders.sql';
import sql from './weekly-changes.sql';

/** A customer who orders after a longer gap is reactivated: the age of the repeat rate, at which most have come back. */
export const LAPSE_DAYS = 90;

/** What `weekly-changes.sql` tells of each customer: exclusive classes, and what the classes are made of. */
const MEASURES = [
  'earlier',
  'later',
  'repriced',
  'fx',
  'new',
  'acquisition-unknown',
  'returning',
  'reactivated',
  'up',
  'down',
  'absent',
  'kept',
] as const;

export type ChangeMeasure = (typeof MEASURES)[number];

const changesWith = (
  name: string,
  currencyEffects: string,
  applies: Required<Fact<CellRow>>['applies'],
): Fact<CellRow> => ({
  query: cellQuery(name, composeSql({ currency_effects: currencyEffects }, sql)),
  applies,
  parameters: ({ week, priorWeek }) => ({
    week,
    prior_week: priorWeek,
    first_week: week - Math.ceil(LAPSE_DAYS / 7),
    lapse_days: LAPSE_DAYS,
    measures: MEASURES.join(','),
  }),
});

/** How sales and shipping of the week differ from those of the week before, at the rates of the week before. */
export const repricedChanges = changesWith('repriced-changes', foreignAtPriorRate, ({ supplied }) =>
  supplied.has('fx_rates'),
);

/** The same where no exchange rates are supplied, so that all is in one currency. */
export const weeklyChanges = changesWith(
  'weekly-changes',
  noForeignOrders,
  ({ supplied }) => !supplied.has('fx_rates'),
);
