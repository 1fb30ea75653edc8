import type { TableName } from '#lib/contract/tables.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
import type { IntakeLine } from '#lib/privacy/report.ts';
import { toldRows } from '#lib/privacy/told-rows.ts';

/** Where the rows of each table went. What was set aside is in no figure and told exactly. */
export const intakeLines = (snapshot: Snapshot): IntakeLine[] =>
  toldTables(snapshot).map(({ table, delivered, accepted, quarantined, duplicates }) => ({
    table,
    delivered: toldRows(table, delivered),
    accepted: toldRows(table, accepted),
    quarantined,
    duplicates,
  }));

/** The day of the latest event of each table: a time of day could be that of one person. */
export const latestDays = (snapshot: Snapshot): Readonly<Record<string, string>> =>
  Object.fromEntries(
    toldTables(snapshot).flatMap(({ table, watermark }) =>
      watermark === null ? [] : [[table, watermark.slice(0, 10)]],
    ),
  );

/** Tables in which a row is what one person asked for: that one came at all tells of a person. */
const REQUESTS: ReadonlySet<TableName> = new Set(['erasures', 'consents']);

const toldTables = ({ tables }: Snapshot): LandedTable[] =>
  Object.values(tables).filter(({ table }) => !REQUESTS.has(table));
