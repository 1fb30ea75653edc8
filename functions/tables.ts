import type { Snapshot } from '#lib/intake/snapshot.ts';
import { fiscalCalendar } from '#lib/pipeline/fiscal-calendar.ts';
import type { ReleasedLanding } from '#lib/pipeline/restatement/due-restatement.ts';
import { catalogueTables } from '#lib/pipeline/steps/catalogue-tables.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import type { OpenTables } from '#lib/pipeline/steps/stored-run.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import { objectBytes, placeOf } from '#lib/store/s3-object.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { TableRelations } from '#lib/warehouse/athena-tables.ts';
import { athenaWarehouse } from '#lib/warehouse/athena-warehouse.ts';
import { athena, books, configuration, s3, variable } from './services.ts';

/** Most bytes that one step may scan: ten runs of a shop of ten million orders. */
const SCAN_LIMIT_BYTES = 200e9;

interface TablesRead {
  readonly snapshot: Snapshot;
  readonly asOf: IsoDate;
  /** Landings of earlier runs that a restatement reads again. */
  readonly released?: readonly ReleasedLanding[];
}

/** Tables of an attempt: what was landed, and whom its queries leave out. */
export async function tablesOf(
  trigger: Trigger,
  { snapshot, asOf, released = [] }: TablesRead,
): Promise<TableRelations> {
  const erased = await landingBooks(books(), trigger).erased.read();
  return catalogueTables(snapshot, {
    database: variable('DATABASE'),
    asOf,
    fiscal: fiscalCalendar((await configuration()).configuration, snapshot),
    erased: erased.table,
    released,
  });
}

/** Opens the landed tables of a run for one of its steps. */
export const openTables =
  (trigger: Trigger): OpenTables =>
  async (snapshot, asOf, released) =>
    athenaWarehouse({
      athena,
      database: variable('DATABASE'),
      tables: await tablesOf(trigger, { snapshot, asOf, released }),
      run: attemptId(trigger.run, trigger.attempt),
      readObject: (address) => objectBytes(s3, placeOf(address)),
      workgroup: variable('WORKGROUP'),
      scanLimitBytes: SCAN_LIMIT_BYTES,
    });
