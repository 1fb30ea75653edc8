import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { sqlName, sqlText } from '../landing/sql-text.ts';
import { type ColumnRule, columnRule, type TypingContext } from './column-rule.ts';
import { withDefault } from './derived-values.ts';
import { rowRules } from './row-rules.ts';

/** A contract column and the SQL expression of its delivered text. */
export interface RawColumn {
  readonly column: ColumnContract;
  readonly expression: string;
}

/**
 * A select that turns delivered text into typed columns and adds `reject`: null for a good row, else the first
 * column that is wrong, the reason, and a hash of its text (none for a value that looks personal).
 * @param relation SQL of the rows that the expressions of `columns` read.
 */
export function typedSelect(
  table: TableContract,
  columns: readonly RawColumn[],
  context: TypingContext,
): (relation: string) => string {
  const rules = columns.map(({ column }) => ({
    column,
    rule: columnRule(column, rawName(column), context),
  }));
  const minorUnit =
    context.moneyFormat === 'minor' ? [`${minorUnitOf(columns)} as minor_unit`] : [];
  const raws = columns.map(({ column, expression }) => `${expression} as ${rawName(column)}`);
  const values = rules.map(({ column, rule }) => `${rule.value} as ${sqlName(column.name)}`);
  const names = columns.map(
    ({ column }) => `${withDefault(table.name, column.name)} as ${sqlName(column.name)}`,
  );
  return (relation) =>
    [
      `with delivered as (select ${raws.join(', ')} from ${relation}),`,
      `unit as (select ${['*', ...minorUnit].join(', ')} from delivered),`,
      `typed as (select *, ${values.join(', ')} from unit)`,
      `select ${names.join(', ')}, ${rejectCase(table, rules)} as reject from typed`,
    ].join('\n');
}

const rawName = (column: ColumnContract) => sqlName(`raw ${column.name}`);

function minorUnitOf(columns: readonly RawColumn[]): string {
  const currency = columns.find(({ column }) => column.type === 'ccy');
  if (currency === undefined) return 'null';
  const cases = [...MINOR_UNIT_DECIMALS].map(
    ([code, decimals]) => `when ${sqlText(code)} then cast(${10 ** -decimals} as decimal(5, 4))`,
  );
  return `case upper(bare(${rawName(currency.column)})) ${cases.join(' ')} end`;
}

interface RuledColumn {
  readonly column: ColumnContract;
  readonly rule: ColumnRule;
}

function rejectCase(table: TableContract, columns: readonly RuledColumn[]): string {
  const delivered = new Set(columns.map(({ column }) => column.name));
  const branches = [
    ...columns.map(unreadable),
    ...columns.flatMap(({ column, rule }) =>
      rule.checks.map(({ when, reason }) => branch(when, column, sqlText(reason))),
    ),
    ...(table.anyOf ?? []).map((group) => noneOf(group.filter((name) => delivered.has(name)))),
    ...rowRules(table.name, delivered).map(({ when, column, reason }) =>
      structBranch({ when, column, reason: sqlText(reason), hash: 'null' }),
    ),
  ];
  return `case ${branches.join('\n')} end`;
}

function unreadable({ column, rule }: RuledColumn): string {
  const value = sqlName(column.name);
  const when = mayBeEmpty(column)
    ? `${value} is null and ${rawName(column)} is not null and ${rule.fault} is distinct from 'MISSING'`
    : `${value} is null`;
  return branch(when, column, `coalesce(${rule.fault}, 'UNREADABLE')`);
}

/** A delivered id column names its rows; only a guest's customer may be empty. */
const mayBeEmpty = ({ required, nullable, type }: ColumnContract): boolean =>
  nullable === true || required === 'optional' || (required === 'derived' && type !== 'id');

function branch(when: string, column: ColumnContract, reason: string): string {
  const hash = `case when ${reason} <> 'PERSONAL_VALUE' then left(system.main.sha256(${rawName(column)}), 16) end`;
  return structBranch({ when, column: column.name, reason, hash });
}

function noneOf(group: readonly string[]): string {
  const texts = group.map((name) => `cast(${sqlName(name)} as varchar)`).join(', ');
  const column = group.join(' or ');
  return structBranch({
    when: `coalesce(${texts}) is null`,
    column,
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

const structBranch = ({ when, column, reason, hash }: Branch) =>
  `when ${when} then {'column': ${sqlText(column)}, 'reason': ${reason}, 'hash': ${hash}}`;
