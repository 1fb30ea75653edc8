import * as z from 'zod';
import { type LandedSource, landedRelation } from '#lib/contract/landed-relation.ts';
import type { SuppliedCalendar } from '#lib/units/calendar.ts';
import { CalendarError, type FiscalDay, suppliedCalendar } from '#lib/units/supplied-calendar.ts';
import { IntakeError } from './intake-error.ts';
import type { LandedTable } from './snapshot.ts';

/** Trino SQL of the days of a landed calendar, in order; rows of `fiscalDay`. */
export const calendarSql = (source: LandedSource): string => `select
  cast(calendar_date as varchar) as date,
  cast(fiscal_year as integer) as year,
  cast(fiscal_period as integer) as period,
  cast(fiscal_week as integer) as week
from (${landedRelation('calendar', source)}) as days
order by calendar_date`;

export const fiscalDay = z.object({
  date: z.string(),
  year: z.int(),
  period: z.int(),
  week: z.int(),
}) satisfies z.ZodType<FiscalDay>;

/**
 * The fiscal years of a landed calendar.
 * @throws IntakeError where rows were set aside, or the days do not make whole years, months and weeks: every figure
 * would be of another period than its name says.
 */
export function readCalendar(
  { files, rejects }: LandedTable,
  days: readonly FiscalDay[],
): SuppliedCalendar {
  const [aside] = rejects;
  if (aside)
    throw new IntakeError(
      'CALENDAR_ROWS',
      {
        file: aside.file,
        ...(aside.line !== null && { line: aside.line }),
        ...(aside.column !== null && { column: aside.column }),
      },
      `${aside.reason}; ${rejects.length} rows of the calendar cannot be read, and a calendar is whole or none`,
    );
  try {
    return suppliedCalendar(days);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new IntakeError(error.code, { file: files[0]?.name ?? 'calendar' }, error.message);
  }
}
