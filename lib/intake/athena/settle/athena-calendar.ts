import type { SuppliedCalendar } from '#lib/units/calendar.ts';
import { execute } from '#lib/warehouse/athena-execution.ts';
import { readRows } from '#lib/warehouse/athena-results.ts';
import { athenaStatement } from '#lib/warehouse/athena-statement.ts';
import { catalogueTable } from '#lib/warehouse/athena-tables.ts';
import { calendarSql, fiscalDay, readCalendar } from '../../landed-calendar.ts';
import type { LandedTable } from '../../snapshot.ts';
import type { ProbePlace } from '../plan/athena-probe.ts';

/** The fiscal years of a landed calendar, asked of Athena; null where none was delivered. Throws `IntakeError`, `QueryError`. */
export async function landedCalendar(
  tables: readonly LandedTable[],
  place: ProbePlace,
): Promise<SuppliedCalendar | null> {
  const landed = tables.find(({ table }) => table === 'calendar');
  if (landed === undefined) return null;
  const { path, versioned } = landed;
  const sql = calendarSql({ source: catalogueTable(place.database, path), versioned });
  const statement = athenaStatement({ name: 'calendar_days', sql, run: place.run }, {});
  const days = await readRows(place, await execute(place.session, statement), (row) =>
    fiscalDay.parse(row),
  );
  return readCalendar(landed, days);
}
