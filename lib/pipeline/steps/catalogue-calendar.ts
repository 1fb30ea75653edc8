import { calendarDays, type FiscalCalendar, type IsoDate } from '#lib/units/calendar.ts';

const FIRST_DAY = '1970-01-01';

/**
 * Trino SQL of the fiscal calendar up to a day: `calendar_date`, counted `week` and `month`. Months are listed with
 * their first and last day, because a list of days would be longer than a statement may be.
 */
export function calendarRelation(until: IsoDate, fiscal: FiscalCalendar): string {
  const months = new Map<number, { readonly first: IsoDate; last: IsoDate }>();
  for (const { date, month } of calendarDays(FIRST_DAY, until, fiscal)) {
    const known = months.get(month);
    if (known) known.last = date;
    else months.set(month, { first: date, last: date });
  }
  const rows = [...months].map(
    ([month, { first, last }]) => `(${month}, date '${first}', date '${last}')`,
  );
  return `select
    calendar_date,
    cast(floor(date_diff('day', date '1970-01-05', calendar_date) / 7e0) as integer) as week,
    month
from (values ${rows.join(', ')}) as months (month, first_day, last_day)
cross join unnest(sequence(first_day, last_day, interval '1' day)) as days (calendar_date)`;
}
