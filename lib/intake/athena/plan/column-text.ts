import type { ColumnContract, ColumnType } from '#lib/contract/column.ts';
import { IntakeError } from '../../intake-error.ts';
import { textOf } from '../../reading/text-of.ts';
import type { SourceSpec } from '../../source-spec.ts';

/** A column of a delivery as SQL sees it. */
export interface DeliveredColumn {
  readonly name: string;
  /** As DuckDB spells it. */
  readonly type: string;
  /** SQL that reads it; null where the engine cannot. */
  readonly expression: string | null;
}

/** Decimals that a binary float is rounded to. */
const DECIMALS: Readonly<Partial<Record<ColumnType, number>>> = {
  money: 4,
  num: 6,
  rate: 8,
  pct: 8,
};

/** Floats from here on are no amounts. */
const LARGEST_FLOAT = '1e13';

/**
 * SQL of a delivered value's text, which then passes the same rules as a CSV field.
 * @throws IntakeError FLOAT_MONEY or COLUMN_TYPE when the type cannot carry the contract's meaning.
 */
export function columnText(
  column: ColumnContract,
  source: DeliveredColumn,
  place: { readonly file: string; readonly spec: SourceSpec },
): string {
  textOf(column, { ...source, expression: '' }, place); // the rules on types are the same
  const { type, expression } = source;
  if (expression === null) {
    const hint = `${type} is not read here; write it as BIGINT or DECIMAL`;
    throw new IntakeError('COLUMN_TYPE', { file: place.file, column: source.name }, hint);
  }
  if (/^(FLOAT|DOUBLE)$/.test(type)) return floatText(expression, DECIMALS[column.type] ?? 0);
  if (/^DECIMAL\(\d+,0\)$/.test(type)) return asText(expression);
  if (type.startsWith('DECIMAL')) return withoutZeros(asText(expression));
  if (type === 'TIMESTAMP WITH TIME ZONE') return `${timeText(inUtc(expression))} || 'Z'`;
  if (type.startsWith('TIMESTAMP')) return timeText(expression);
  if (/\[\]$|^MAP/.test(type)) return `json_format(cast(${expression} as json))`;
  return asText(expression);
}

const asText = (expression: string): string => `cast(${expression} as varchar)`;

const inUtc = (expression: string): string =>
  `cast(at_timezone(${expression}, 'UTC') as timestamp(3))`;

const withoutZeros = (text: string): string => `rtrim(rtrim(${text}, '0'), '.')`;

/** Without a fraction of zeros. */
const timeText = (expression: string): string =>
  `case when ${asText(expression)} like '%.%' then ${withoutZeros(asText(expression))} else ${asText(expression)} end`;

/** Rounded as DuckDB rounds: scaled first, and by a hair away from zero. */
function floatText(expression: string, decimals: number): string {
  const value = `cast(${expression} as double)`;
  const ticks = `round(${value} * 1e${decimals} + sign(${value}) * 1e-9)`;
  const unit = decimals === 0 ? '1' : `0.${'1'.padStart(decimals, '0')}`;
  return `case when abs(${value}) < ${LARGEST_FLOAT}
    then cast(cast(${ticks} as decimal(30, 0)) * decimal '${unit}' as varchar)
    when is_nan(${value}) then 'nan'
    when is_infinite(${value}) then case when ${value} > 0 then 'inf' else '-inf' end
    else cast(${value} as varchar) end`;
}
