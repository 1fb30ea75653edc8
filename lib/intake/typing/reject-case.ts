import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { sqlName, sqlText } from '../landing/sql-text.ts';
import type { ColumnRule } from './column-rule.ts';
import { rowRules } from './row-rules.ts';

/** A delivered column, the SQL name of its text, and how it is read. */
export interface RuledColumn {
  readonly column: ColumnContract;
  readonly raw: string;
  readonly rule: ColumnRule;
}

/** SQL of why a column's text has no value, or null; named for `rejectCase`. Nothing where every text has one. */
export function faultOf({ column, raw, rule }: RuledColumn): readonly string[] {
  if (rule.fault === null) return [];
  const value = sqlName(column.name);
  const fault = `coalesce(${rule.fault}, 'UNREADABLE')`;
  const condition = mayBeEmpty(column)
    ? `case when ${value} is null and ${raw} is not null then nullif(${fault}, 'MISSING') end`
    : `case when ${value} is null then ${fault} end`;
  return [`${condition} as ${faultName(column)}`];
}

/** SQL of a row's first defect, `{column, reason, text}`, or null. */
export function rejectCase(table: TableContract, columns: readonly RuledColumn[]): string {
  const faulty = currenciesFirst(columns).filter(({ rule }) => rule.fault !== null);
  const branches: readonly Branch[] = [
    ...faulty.map(({ column, raw }) => ({
      when: `${faultName(column)} is not null`,
      column: column.name,
      reason: faultName(column),
      text: raw,
    })),
    ...valueBranches(table, columns),
  ];
  return branches.length === 0 ? NO_DEFECT : `case ${branches.map(branchSql).join('\n')} end`;
}

/** SQL that is true for a row with a defect in typed values, not in texts. */
export function isDefective(table: TableContract, columns: readonly RuledColumn[]): string {
  const conditions = valueBranches(table, columns).map(({ when }) => `(${when})`);
  return conditions.length === 0 ? 'false' : conditions.join(' or ');
}

const NO_DEFECT = 'cast(null as struct("column" varchar, reason varchar, text varchar))';

function valueBranches(table: TableContract, columns: readonly RuledColumn[]): readonly Branch[] {
  const delivered = new Set(columns.map(({ column }) => column.name));
  return [
    ...columns.flatMap(({ column, raw, rule }) =>
      rule.checks.map(({ when, reason }) => ({
        when,
        column: column.name,
        reason: sqlText(reason),
        text: raw,
      })),
    ),
    ...(table.anyOf ?? []).map((group) => noneOf(group.filter((name) => delivered.has(name)))),
    ...rowRules(table.name, delivered).map(({ when, column, reason }) => ({
      when,
      column,
      reason: sqlText(reason),
      text: 'null',
    })),
  ];
}

const faultName = (column: ColumnContract): string => sqlName(`fault ${column.name}`);

/** An unknown currency makes an amount in minor units unreadable too, and is the defect to name. */
const currenciesFirst = (columns: readonly RuledColumn[]): RuledColumn[] => [
  ...columns.filter(({ column }) => column.type === 'ccy'),
  ...columns.filter(({ column }) => column.type !== 'ccy'),
];

/** A delivered id column names its rows; only a guest's customer may be empty. */
export const mayBeEmpty = ({ required, nullable, type }: ColumnContract): boolean =>
  nullable === true || required === 'optional' || (required === 'derived' && type !== 'id');

function noneOf(group: readonly string[]): Branch {
  const texts = group.map((name) => `cast(${sqlName(name)} as varchar)`).join(', ');
  return {
    when: `coalesce(${texts}) is null`,
    column: group.join(' or '),
    reason: sqlText('MISSING'),
    text: 'null',
  };
}

interface Branch {
  readonly when: string;
  readonly column: string;
  /** SQL of the reason. */
  readonly reason: string;
  /** SQL of the wrong text. */
  readonly text: string;
}

const branchSql = ({ when, column, reason, text }: Branch): string =>
  `when ${when} then {'column': ${sqlText(column)}, 'reason': ${reason}, 'text': ${text}}`;
