import { emptyTableSql } from './landed-schema.ts';
import { landedColumns, TABLE_NAMES, type TableName, tableContract } from './tables.ts';

/** Where the rows of a landed table are. */
export interface LandedSource {
  /** What stands after `from`, in the engine's own words: a file, or a table of a catalogue. */
  readonly source: string;
  /** Rows are versions of keys, of which the latest holds. */
  readonly versioned: boolean;
}

/** Tables whose rows of a week are read again as they were when the week was released. */
export const RELEASED_TABLES = ['orders', 'refunds'] as const;
export type ReleasedTable = (typeof RELEASED_TABLES)[number];

/** Rows of one table as a release of weeks read them, and the stretch of event time that they stand for. */
export interface ReleasedRows extends LandedSource {
  readonly table: ReleasedTable;
  /** UTC `YYYY-MM-DD HH:MM:SS`; `until` is exclusive. */
  readonly from: string;
  readonly until: string;
}

/**
 * SQL of every table that was or could have been delivered, by name; those that were not have columns and no rows.
 * `released_orders` and `released_refunds` hold the rows of closed weeks as they were released.
 */
export function landedRelations(
  landed: Readonly<Partial<Record<TableName, LandedSource>>>,
  released: readonly ReleasedRows[] = [],
): Readonly<Record<string, string>> {
  const names = TABLE_NAMES.filter((name) => name !== 'calendar');
  return Object.fromEntries([
    ...names.map((name) => {
      const source = landed[name];
      return [name, source === undefined ? emptyTableSql(name) : landedRelation(name, source)];
    }),
    ...RELEASED_TABLES.map((name) => {
      const weeks = released.filter(({ table }) => table === name).map(releasedSql);
      return [`released_${name}`, weeks.join(' union all ') || emptyTableSql(name)];
    }),
  ]);
}

/** Rows of a table, or of the latest version of each key, that fell into a stretch of event time. */
export function releasedSql({ table, from, until, ...source }: ReleasedRows): string {
  const columns = landedColumns(table).map((column) => `"${column.name}"`);
  const { eventTime } = tableContract(table);
  return `select ${columns.join(', ')} from (${landedRelation(table, source)})
  where ${eventTime} >= timestamp '${from}' and ${eventTime} < timestamp '${until}'`;
}

/** The landed rows; where they are versions of keys, the latest of each that was not deleted. */
export function landedRelation(table: TableName, { source, versioned }: LandedSource): string {
  const { key } = tableContract(table);
  if (!versioned || key.length === 0) return `select * from ${source}`;
  const quoted = (names: readonly string[]) => names.map((column) => `"${column}"`).join(', ');
  return `select ${quoted(landedColumns(table).map((column) => column.name))} from (
    select *, row_number() over (
      partition by ${quoted(key)} order by updated_at desc, ingested_at desc
    ) as _version from ${source}
  ) where _version = 1 and coalesce(op, 'upsert') <> 'delete'`;
}
