import { type TableName, tableContract } from '#lib/contract/tables.ts';
import type { LandedTable, Snapshot } from '#lib/intake/snapshot.ts';
import type { IntakeLine } from '#lib/privacy/report.ts';

/**
 * Where the rows of each table went. Reports of two weeks would tell by subtraction how few came between them, so
 * rows about persons are told in hundreds; what was set aside is in no figure and told exactly.
 */
export const intakeLines = (snapshot: Snapshot): IntakeLine[] =>
  toldTables(snapshot).map(({ table, delivered, accepted, quarantined, duplicates }) => {
    const told = isAboutPersons(table) ? inHundreds : (rows: number) => rows;
    return { table, delivered: told(delivered), accepted: told(accepted), quarantined, duplicates };
  });

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

const isAboutPersons = (table: TableName): boolean =>
  tableContract(table).columns.some((column) => column.class === 'identifier');

const FEWEST = 100;
const DIGITS = 3;

/** Up to whole hundreds, and to three significant digits. */
function inHundreds(rows: number): number {
  const step = Math.max(FEWEST, 10 ** (String(rows).length - DIGITS));
  return Math.ceil(rows / step) * step;
}
