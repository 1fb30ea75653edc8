import type { ColumnContract, ColumnType } from './column.ts';
import { landedColumns, type TableName } from './tables.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  id: 'varchar',
  code: 'varchar',
  str: 'varchar',
  ccy: 'varchar',
  enum: 'varchar',
  money: 'decimal(18, 4)',
  rate: 'decimal(18, 8)',
  num: 'decimal(18, 6)',
  pct: 'decimal(9, 8)',
  int: 'bigint',
  bool: 'boolean',
  ts: 'timestamp',
  date: 'date',
  list: 'varchar[]',
  map: 'map(varchar, varchar)',
};

/** The SQL type a column is landed in. `ts` is UTC without a zone. */
export const sqlType = (column: ColumnContract): string => SQL_TYPES[column.type];

/** A query with every landed column and no rows, for a table that was not delivered; the same on both engines. */
export function emptyTableSql(table: TableName): string {
  const columns = landedColumns(table).map((column) => `${typedNull(column)} as "${column.name}"`);
  return `select ${columns.join(', ')} where false`;
}

/** Engines name the type of a list each in its own way, but write one alike. */
const typedNull = (column: ColumnContract): string =>
  column.type === 'list' ? 'array[cast(null as varchar)]' : `cast(null as ${sqlType(column)})`;
