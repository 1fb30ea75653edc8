import { type TableName, tableContract } from '#lib/contract/tables.ts';
import { sqlName, sqlText } from '#lib/intake/landing/sql-text.ts';

/** A landed file of a table. */
export interface TableFile {
  readonly table: TableName;
  readonly path: string;
}

export const rowsOf = ({ path }: TableFile): string => `read_parquet(${sqlText(path)})`;

const columnsOf = (table: TableName) => tableContract(table).columns;
const names = (table: TableName, column: string) =>
  columnsOf(table).some(({ name }) => name === column);

/** Columns that say which person a row is about. */
export const personColumns = (table: TableName): readonly string[] =>
  columnsOf(table).flatMap(({ name, personal }) => (personal ? [name] : []));

/** Rows of a table, as SQL says it after `from`. */
export interface TableRows {
  readonly table: TableName;
  readonly rows: string;
}

/** Every id of a person in these tables, once; null where no table names persons. The same on both engines. */
export function personIdsSql(tables: readonly TableRows[]): string | null {
  const ids = tables.flatMap(({ table, rows }) =>
    personColumns(table).map((column) => `select ${sqlName(column)} as id from ${rows}`),
  );
  return ids.length === 0 ? null : `select id from (${ids.join(' union ')}) where id is not null`;
}

/** Tables that `personRow` compares with: ids, visits and orders of the persons in `erased_id`. */
export const ERASED_TABLES = ['erased_id', 'erased_visitor', 'erased_order'] as const;

/** Ids that were merged are one person: each of them stands for all. */
export const mergedIdsSql = (customers: TableFile): string => `
  with buyer as (
    select coalesce(merged_into, id) as buyer_id
    from erased_id left join ${rowsOf(customers)} on customer_id = id
  )
  select customer_id as id from ${rowsOf(customers)}
  where coalesce(merged_into, customer_id) in (select buyer_id from buyer)
  union select buyer_id from buyer union select id from erased_id`;

export const visitorsSql = (touchpoints: TableFile): string => `
  select distinct visitor_id as id from ${rowsOf(touchpoints)}
  where customer_id in (select id from erased_id) and visitor_id is not null`;

export const ordersSql = (orders: TableFile): string => `
  select distinct order_id as id from ${rowsOf(orders)}
  where customer_id in (select id from erased_id)`;

/** Condition under which a row is about an erased person, by its own ids, its order, or a visit of nobody else. */
export function personRow(table: TableName): string | null {
  const conditions = personColumns(table)
    .filter((column) => column !== 'visitor_id')
    .map((column) => isIn(column, 'erased_id'));
  if (names(table, 'order_id')) conditions.push(isIn('order_id', 'erased_order'));
  if (names(table, 'subject_id')) conditions.push(isIn('subject_id', 'erased_visitor'));
  if (names(table, 'visitor_id'))
    conditions.push(
      isIn('visitor_id', 'erased_id'),
      `(customer_id is null and ${isIn('visitor_id', 'erased_visitor')})`,
    );
  return conditions.length === 0 ? null : `coalesce(${conditions.join(' or ')}, false)`;
}

const isIn = (column: string, list: (typeof ERASED_TABLES)[number]): string =>
  `coalesce(${sqlName(column)} in (select id from ${list}), false)`;
