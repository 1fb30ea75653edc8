import { landedRelations } from '#lib/contract/landed-relation.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import type { FiscalPattern, IsoDate } from '#lib/units/calendar.ts';
import { catalogueTable, type TableRelations } from '#lib/warehouse/athena-tables.ts';
import { calendarRelation } from './catalogue-calendar.ts';

interface Catalogue {
  readonly database: string;
  readonly asOf: IsoDate;
  readonly fiscal: FiscalPattern;
}

/** SQL of every table of the contract over the landed tables of a snapshot in a catalogue, and of the calendar. */
export const catalogueTables = (
  { tables }: Snapshot,
  { database, asOf, fiscal }: Catalogue,
): TableRelations => ({
  ...landedRelations(
    Object.fromEntries(
      Object.values(tables).map(({ table, path, versioned }) => [
        table,
        { source: catalogueTable(database, path), versioned },
      ]),
    ),
  ),
  calendar: calendarRelation(asOf, fiscal),
});
