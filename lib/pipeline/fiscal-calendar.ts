import type { Configuration } from '#lib/config/configuration.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { FiscalCalendar } from '#lib/units/calendar.ts';
import { isOfPattern } from '#lib/units/supplied-calendar.ts';

/** The company's own fiscal years; those of the configuration where it delivered none, or a table that says the same. */
export function fiscalCalendar(
  { business }: Pick<Configuration, 'business'>,
  { calendar }: Pick<Snapshot, 'calendar'>,
): FiscalCalendar {
  const { fiscal } = business.calendar;
  return calendar === null || isOfPattern(calendar, fiscal) ? fiscal : calendar;
}
