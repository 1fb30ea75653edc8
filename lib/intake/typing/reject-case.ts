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

/**
 * SQL of a row's first defect, `{column, reason, hash}`, or null. The hash tells a repeat from a new defect; a value
 * that looks personal has none, since short texts can be guessed from their hash.
 */
export function rejectCase(table: TableContract, columns: readonly RuledColumn[]): string {
  const delivered = new Set(columns.map(({ column }) => column.name));
  const branches = [
    ...currenciesFirst(columns).map(unreadable),
    ...columns.flatMap((one) =>
      one.rule.checks.map(({ when, reason }) => columnBranch(one, when, sqlText(reason))),
    ),
    ...(table.anyOf ?? []).map((group) => noneOf(group.filter((name) => delivered.has(name)))),
    ...rowRules(table.name, delivered).map(({ when, column, reason }) =>
      branch({ when, column, reason: sqlText(reason), hash: 'null' }),
    ),
  ];
  return `case ${branches.join('\n')} end`;
}

/** An unknown currency makes an amount in minor units unreadable too, and is the defect to name. */
const currenciesFirst = (columns: readonly RuledColumn[]): RuledColumn[] => [
  ...columns.filter(({ column }) => column.type === 'ccy'),
  ...columns.filter(({ column }) => column.type !== 'ccy'),
];

function unreadable(one: RuledColumn): string {
  const { column, raw, rule } = one;
  const value = sqlName(column.name);
  const when = mayBeEmpty(column)
    ? `${value} is null and ${raw} is not null and ${rule.fault} is distinct from 'MISSING'`
    : `${value} is null`;
  return columnBranch(one, when, `coalesce(${rule.fault}, 'UNREADABLE')`);
}

/** A delivered id column names its rows; only a guest's customer may be empty. */
const mayBeEmpty = ({ required, nullable, type }: ColumnContract): boolean =>
  nullable === true || required === 'optional' || (required === 'derived' && type !== 'id');

function columnBranch({ column, raw }: RuledColumn, when: string, reason: string): string {
  const hash = `case when ${reason} <> 'PERSONAL_VALUE' then left(system.main.sha256(${raw}), 16) end`;
  return branch({ when, column: column.name, reason, hash });
}

function noneOf(group: readonly string[]): string {
  const texts = group.map((name) => `cast(${sqlName(name)} as varchar)`).join(', ');
  return branch({
    when: `coalesce(${texts}) is null`,
    column: group.join(' or '),
    reason: sqlText('MISSING'),
    hash: 'null',
  });
}

interface Branch {
  readonly when: string;
  readonly column: string;
  /** SQL of the reason. */
  readonly reason: string;
  /** SQL of the hash of the wrong text. */
  readonly hash: string;
}

const branch = ({ when, column, reason, hash }: Branch): string =>
  `when ${when} then {'column': ${sqlText(column)}, 'reason': ${reason}, 'hash': ${hash}}`;
