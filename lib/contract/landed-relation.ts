import { emptyTableSql } from './landed-schema.ts';
import { landedColumns, TABLE_NAMES, type TableName, tableContract } from './tables.ts';

/** Where the rows of a landed table are. */
export interface LandedSource {
  /** What stands after `from`, in the engine's own words: a file, or a table of a catalogue. */
  readonly source: string;
  /** Rows are versions of keys, of which the latest holds. */
  readonly versioned: boolean;
}

/** SQL of every table that was or could have been delivered, by name; those that were not have columns and no rows. */
export function landedRelations(
  landed: Readonly<Partial<Record<TableName, LandedSource>>>,
): Readonly<Record<string, string>> {
  const names = TABLE_NAMES.filter((name) => name !== 'calendar');
  return Object.fromEntries(
    names.map((name) => {
      const source = landed[name];
      return [name, source === undefined ? emptyTableSql(name) : landedRelation(name, source)];
    }),
  );
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
