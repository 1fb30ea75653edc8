import type { ColumnContract, ColumnType } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { SourceSpec } from '../source-spec.ts';
import type { SourceColumn } from './file-relation.ts';

type SqlKind =
  | 'text'
  | 'whole'
  | 'decimal'
  | 'float'
  | 'bool'
  | 'day'
  | 'local'
  | 'instant'
  | 'nested';

const TEXT: readonly SqlKind[] = ['text', 'whole'];
const NUMBER: readonly SqlKind[] = ['text', 'whole', 'decimal', 'float'];

/** What each contract type may be made from. */
const ALLOWED: Readonly<Record<ColumnType, readonly SqlKind[]>> = {
  id: TEXT,
  code: TEXT,
  str: TEXT,
  ccy: ['text'],
  enum: ['text'],
  money: NUMBER,
  rate: NUMBER,
  num: NUMBER,
  pct: NUMBER,
  int: TEXT,
  bool: ['text', 'bool', 'whole'],
  ts: ['text', 'day', 'local', 'instant'],
  date: ['text', 'day'],
  list: ['text', 'nested'],
  map: ['text', 'nested'],
};

const KINDS: readonly (readonly [RegExp, SqlKind])[] = [
  [/^(VARCHAR|ENUM\(.*\))$/, 'text'],
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, 'whole'],
  [/^DECIMAL\(\d+,0\)$/, 'whole'],
  [/^DECIMAL\(/, 'decimal'],
  [/^(FLOAT|DOUBLE)$/, 'float'],
  [/^BOOLEAN$/, 'bool'],
  [/^DATE$/, 'day'],
  [/^TIMESTAMP(_MS|_S|_NS)?$/, 'local'],
  [/^TIMESTAMP WITH TIME ZONE$/, 'instant'],
  [/^(VARCHAR\[\]|MAP\(VARCHAR, VARCHAR\))$/, 'nested'],
];

/**
 * SQL of a delivered value's text, which then passes the same rules as a CSV field.
 * @throws IntakeError FLOAT_MONEY or COLUMN_TYPE when the type cannot carry the contract's meaning.
 */
export function textOf(
  column: ColumnContract,
  source: SourceColumn,
  { file, spec }: { readonly file: string; readonly spec: SourceSpec },
): string {
  const kind = KINDS.find(([pattern]) => pattern.test(source.type))?.[1];
  const place = { file, column: source.name };
  if (kind === 'float' && column.type === 'money' && spec.castFloatMoney !== true) {
    const hint = 'money as a binary float; cast it in a sql mapping or set castFloatMoney: true';
    throw new IntakeError('FLOAT_MONEY', place, hint);
  }
  if (kind === undefined || !ALLOWED[column.type].includes(kind)) {
    const hint = `${source.type} cannot become ${column.name} (${column.type}); cast it in a sql mapping`;
    throw new IntakeError('COLUMN_TYPE', place, hint);
  }
  return kind === 'float'
    ? roundedText(source.expression, DECIMALS[column.type] ?? 0)
    : texts[kind](source.expression);
}

const asText = (expression: string) => `cast(${expression} as varchar)`;

/** Decimals that a binary float is rounded to. */
const DECIMALS: Readonly<Partial<Record<ColumnType, number>>> = {
  money: 4,
  num: 6,
  rate: 8,
  pct: 8,
};

const roundedText = (expression: string, decimals: number) =>
  `case when abs(${expression}) < 1e13 then ${asText(`cast(${expression} as decimal(38, ${decimals}))`)}
    else ${asText(expression)} end`;

const texts: Readonly<Record<Exclude<SqlKind, 'float'>, (expression: string) => string>> = {
  text: asText,
  whole: asText,
  decimal: (expression) => `rtrim(rtrim(${asText(expression)}, '0'), '.')`,
  bool: asText,
  day: asText,
  local: asText,
  instant: (expression) => `${asText(`cast(${expression} as timestamp)`)} || 'Z'`,
  nested: (expression) => asText(`to_json(${expression})`),
};
