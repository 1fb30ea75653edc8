import type { DataClass } from '#lib/contract/column.ts';
import { isTableName, landedColumns, type TableName } from '#lib/contract/tables.ts';
import { SCOPE_RELATIONS } from '#lib/privacy/scope/scope-relations.ts';
import { relationsOf } from '#lib/privacy/scope/scoped-query.ts';

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

/** What a row of a customer's scores holds; `scored_on` and `expires_on` are beside them and of nobody. */
export const SCORE_COLUMNS: Readonly<Partial<Record<DataClass, readonly string[]>>> = {
  identifier: ['customer_id'],
  behavioural: ['probability_alive', 'expected_purchases', 'tier'],
  money: ['expected_mean_value', 'lifetime_value'],
};

/** Tables whose rows the scope reads: the others are landed and checked, and no figure, model or score sees them. */
export const TABLES_READ: ReadonlySet<TableName> = new Set(
  SCOPE_RELATIONS.flatMap(({ sql }) => relationsOf(sql)).filter(isTableName),
);
