import type { TableContract } from '#lib/contract/column.ts';
import { sqlName, sqlText } from '../../landing/sql-text.ts';
import type { TypingContext } from '../../typing/column-rule.ts';
import { mayBeEmpty } from '../../typing/reject-case.ts';
import { rowRules } from '../../typing/row-rules.ts';
import { valueChecks } from './trino-checks.ts';
import type { ColumnSteps } from './trino-column.ts';

/**
 * SQL of a row's first defect, `row(column, reason, text)`, or null: its shape, then texts that have no value, then
 * rules on values, then rules over several columns.
 */
export function rejectCase(
  table: TableContract,
  columns: readonly ColumnSteps[],
  context: TypingContext,
): string {
  const delivered = new Set(columns.map(({ column }) => column.name));
  const branches: readonly Branch[] = [
    { when: 'shape is not null', column: 'cast(null as varchar)', reason: 'shape', text: NO_TEXT },
    ...currenciesFirst(columns).map(faulty),
    ...columns.flatMap(({ column, names }) =>
      valueChecks(column, context).map(({ when, reason }) => ({
        when,
        column: sqlText(column.name),
        reason: sqlText(reason),
        text: names.raw,
      })),
    ),
    ...(table.anyOf ?? []).map((group) => noneOf(group.filter((name) => delivered.has(name)))),
    ...rowRules(table.name, delivered).map(({ when, column, reason }) => ({
      when,
      column: sqlText(column),
      reason: sqlText(reason),
      text: NO_TEXT,
    })),
  ];
  return `case ${branches.map(branchSql).join('\n')} end`;
}

const NO_TEXT = 'cast(null as varchar)';

/** All in SQL. */
interface Branch {
  readonly when: string;
  readonly column: string;
  readonly reason: string;
  /** The wrong text. */
  readonly text: string;
}

/** An empty text is a defect only where the column may not be empty. */
function faulty({ column, names }: ColumnSteps): Branch {
  const { fault, raw } = names;
  return {
    when: mayBeEmpty(column) ? `nullif(${fault}, 'MISSING') is not null` : `${fault} is not null`,
    column: sqlText(column.name),
    reason: fault,
    text: raw,
  };
}

/** An unknown currency makes an amount in minor units unreadable too, and is the defect to name. */
const currenciesFirst = (columns: readonly ColumnSteps[]): ColumnSteps[] => [
  ...columns.filter(({ column }) => column.type === 'ccy'),
  ...columns.filter(({ column }) => column.type !== 'ccy'),
];

function noneOf(group: readonly string[]): Branch {
  const texts = group.map((name) => `cast(${sqlName(name)} as varchar)`);
  return {
    when: texts.length === 1 ? `${texts[0]} is null` : `coalesce(${texts.join(', ')}) is null`,
    column: sqlText(group.join(' or ')),
    reason: sqlText('MISSING'),
    text: NO_TEXT,
  };
}

const branchSql = ({ when, column, reason, text }: Branch): string =>
  `when ${when} then row(${column}, ${reason}, ${text})`;
