import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { sqlName } from '../../landing/sql-text.ts';
import type { TypingContext } from '../../typing/column-rule.ts';
import { withDefault } from '../../typing/derived-values.ts';
import { type ColumnSteps, columnSteps, type Named } from './trino-column.ts';
import { minorUnit } from './trino-minor-unit.ts';
import { rejectCase } from './trino-reject.ts';

/** What is needed to type rows. */
export interface TrinoTyping {
  readonly table: TableContract;
  readonly columns: readonly ColumnContract[];
  readonly context: TypingContext;
}

/**
 * A select that turns delivered text into typed columns and says of a bad row which column is wrong first, why, and a
 * hash of its text; `respelled` says that a text was changed (space, accents, upper case), `repeated_time` that a local
 * time occurs twice.
 * @param delivered a select of the texts as r0, r1, …, and of `file_ordinal`, `file_line`, `shape`.
 */
export function trinoTypedSelect(
  { table, columns, context }: TrinoTyping,
  delivered: string,
): string {
  const steps = columns.map((column, ordinal) => columnSteps(column, ordinal, context));
  const unit: Named[] =
    context.moneyFormat === 'minor' ? [[minorUnit(table.name, steps), 'minor_unit']] : [];
  const landed = columns.map(
    (column) =>
      `cast(${withDefault(table.name, column.name)} as ${trinoType(column)}) as ${sqlName(column.name)}`,
  );
  return `with delivered as (
${delivered}
),
texts as (${layer(
    'delivered',
    steps.flatMap(({ texts }) => texts),
  )}),
parts as (${layer('texts', [...steps.flatMap(({ parts }) => parts), ...unit])}),
firsts as (${layer(
    'parts',
    steps.map(({ first }) => first),
  )}),
typed as (${layer(
    'firsts',
    steps.map(({ second }) => second),
  )}),
decided as (select *, ${rejectCase(table, steps, context)} as defect from typed)
select ${landed.join(',\n')},
cast(defect[1] as varchar) as reject_column,
cast(defect[2] as varchar) as reject_reason,
case when defect[2] <> 'PERSONAL_VALUE'
  then substr(lower(to_hex(sha256(to_utf8(defect[3])))), 1, 16) end as reject_hash,
${anyOf(steps.flatMap(respelled))} as respelled,
${anyOf(steps.flatMap(({ repeated }) => repeated ?? []))} as repeated_time,
file_ordinal, file_line
from decided`;
}

/** The Trino type of a landed column. */
export const trinoType = (column: ColumnContract): string => {
  const type = sqlType(column);
  if (type === 'timestamp') return 'timestamp(3)';
  return type === 'varchar[]' ? 'array(varchar)' : type;
};

const layer = (from: string, named: readonly Named[]): string =>
  `select ${['*', ...named.map(([sql, name]) => `${sql} as ${name}`)].join(',\n')} from ${from}`;

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : conditions.join(' or ');

const SPELLED = ['id', 'code', 'str', 'ccy', 'enum'];

const respelled = ({ column, names }: ColumnSteps): string[] =>
  SPELLED.includes(column.type) ? [`coalesce(${names.value} <> ${names.raw}, false)`] : [];
