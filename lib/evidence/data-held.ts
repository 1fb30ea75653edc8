import type { DataClass } from '#lib/contract/column.ts';
import { isTableName, landedColumns, type TableName } from '#lib/contract/tables.ts';
import { relationsOf, SCOPE_RELATIONS } from '#lib/privacy/scope/scoped-query.ts';

/** The classes that say something about a person, most telling first. */
export const PERSONAL_CLASSES = [
  'identifier',
  'quasi',
  'behavioural',
  'money',
  'freeText',
] as const satisfies readonly DataClass[];

/** Names of a landed table's columns of one class. */
export const columnsOfClass = (table: TableName, dataClass: DataClass): readonly string[] =>
  landedColumns(table).flatMap((column) => (column.class === dataClass ? [column.name] : []));

/** Tables whose rows the scope reads: the others are landed and checked, and no figure, model or score sees them. */
export const TABLES_READ: ReadonlySet<TableName> = new Set(
  SCOPE_RELATIONS.flatMap(({ sql }) => relationsOf(sql)).filter(isTableName),
);
