import { landedRelations } from '#lib/contract/landed-relation.ts';
import { withErased } from '#lib/erasure/with-erased.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { FiscalCalendar, IsoDate } from '#lib/units/calendar.ts';
import { catalogueTable, type TableRelations } from '#lib/warehouse/athena-tables.ts';
import type { ReleasedLanding } from '../restatement/due-restatement.ts';
import { calendarRelation } from './catalogue-calendar.ts';

interface Catalogue {
  /** Table of erased ids that are in the landed tables, or null. */
  readonly erased: string | null;
  readonly database: string;
  readonly asOf: IsoDate;
  readonly fiscal: FiscalCalendar;
  /** Landed tables of earlier runs, and the weeks that were released from each. */
  readonly released?: readonly ReleasedLanding[];
}

/** SQL of every table of the contract over the landed tables of a snapshot in a catalogue, and of the calendar. */
export function catalogueTables(
  { tables }: Snapshot,
  { database, asOf, fiscal, erased, released = [] }: Catalogue,
): TableRelations {
  const landed = landedRelations(
    Object.fromEntries(
      Object.values(tables).map(({ table, path, versioned }) => [
        table,
        { source: catalogueTable(database, path), versioned },
      ]),
    ),
    released.map(({ name, ...rows }) => ({ ...rows, source: catalogueTable(database, name) })),
  );
  const listed = erased === null ? {} : withErased(landed, catalogueTable(database, erased));
  return { ...landed, ...listed, calendar: calendarRelation(asOf, fiscal) };
}
