import type { ColumnContract } from '#lib/contract/column.ts';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { landedColumns, type TableName } from '#lib/contract/tables.ts';
import { derivedDefault } from '../typing/derived-values.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** What a table is landed as. */
export interface LandedAs {
  readonly name: TableName;
  /** Load time, ISO 8601 in UTC. */
  readonly loadedAt: string;
}

/** SQL of every landed column over rows that have the `known` ones: as delivered, else derived, else unknown. */
export const landedSelect = (landed: LandedAs, known: ReadonlySet<string>): string =>
  landedColumns(landed.name)
    .map((column) => `${landedValue(landed, column, known)} as ${sqlName(column.name)}`)
    .join(', ');

function landedValue(landed: LandedAs, column: ColumnContract, known: ReadonlySet<string>): string {
  const standard = standardDefault(landed, column.name);
  const fallback = standard ?? derivedDefault(landed.name, column.name);
  const value = sqlName(column.name);
  if (known.has(column.name) && column.name !== 'ingested_at') {
    return fallback === null ? value : `coalesce(${value}, ${fallback})`;
  }
  return `cast(${fallback ?? 'null'} as ${sqlType(column)})`;
}

function standardDefault({ name, loadedAt }: LandedAs, column: string): string | null {
  if (column === 'source') return sqlText(name);
  const isLoadTime = column === 'updated_at' || column === 'ingested_at';
  return isLoadTime ? `timestamp ${sqlText(loadedAt)}` : null;
}
