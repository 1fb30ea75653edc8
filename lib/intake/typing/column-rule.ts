import type { ColumnContract, ColumnType } from '#lib/contract/column.ts';
import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { sqlText } from '../landing/sql-text.ts';
import { type AssumedZone, timeValue } from './time-sql.ts';

/** What the rows of one source have in common. */
export interface TypingContext {
  /** Zone of times without an offset. */
  readonly zone: AssumedZone | null;
  readonly moneyFormat: 'minor' | 'major';
  /** No event may lie after this instant, ISO 8601 in UTC. */
  readonly latestEvent: string;
  readonly eventTime: string | null;
}

/**
 * SQL that reads one column: `value` from the text in `raw`, `fault` where that is null, `checks` on the value. No
 * fault where every text is known to have a value.
 */
export interface ColumnRule {
  readonly value: string;
  readonly fault: string | null;
  readonly checks: readonly { readonly when: string; readonly reason: string }[];
}

const CURRENCY_CODES = sqlText([...MINOR_UNIT_DECIMALS.keys()].join('|'));

/** Largest single amount, and largest amount of a ledger account, in major units. */
const MAX_AMOUNT = '10000000';
const MAX_LEDGER_AMOUNT = '10000000000000';

/** The rule for a column whose raw text is the SQL expression `raw` and whose typed value is named `name`. */
export function columnRule(
  column: ColumnContract,
  raw: string,
  context: TypingContext,
): ColumnRule {
  const { value, fault } = readers[column.type]({ column, raw, context });
  return { value, fault, checks: checksOn(column, context) };
}

/** The rule for a column all of whose texts are of its plain form: a cast, which fails loudly if they are not. */
export function plainRule(column: ColumnContract, raw: string, context: TypingContext): ColumnRule {
  const cast = `cast(${raw} as ${plainType(column)})`;
  return {
    value: column.type === 'ts' ? `utc(${cast})` : cast,
    fault: null,
    // The plain form of money is within its limits.
    checks: column.type === 'money' ? [] : checksOn(column, context),
  };
}

/** The SQL type that a plain text is cast to first. */
export const plainType = (column: ColumnContract): string =>
  column.type === 'ts' ? 'timestamptz' : sqlType(column);

interface Reading {
  readonly column: ColumnContract;
  readonly raw: string;
  readonly context: TypingContext;
}

interface Reader {
  readonly value: string;
  readonly fault: string;
}

const number =
  (macro: string, decimals: number) =>
  ({ raw }: Reading): Reader => ({
    value: `${macro}(${raw})`,
    fault: `number_fault(bare(${raw}), ${decimals})`,
  });

const code = ({ raw }: Reading): Reader => ({
  value: `code_value(${raw})`,
  fault: `code_fault(${raw})`,
});

const readers: Readonly<Record<ColumnType, (reading: Reading) => Reader>> = {
  id: ({ raw }) => ({ value: `id_value(${raw})`, fault: `id_fault(${raw})` }),
  code,
  str: code,
  ccy: ({ raw }) => ({
    value: `ccy_value(${raw}, ${CURRENCY_CODES})`,
    fault: `ccy_fault(${raw})`,
  }),
  enum: ({ column, raw }) => ({
    value: `listed_value(${raw}, ${sqlText((column.values ?? []).join('|'))})`,
    fault: `listed_fault(${raw})`,
  }),
  money: (reading) =>
    reading.context.moneyFormat === 'major'
      ? number('money_value', 4)(reading)
      : {
          value: `minor_value(${reading.raw}, minor_unit)`,
          fault: `number_fault(bare(${reading.raw}), 0)`,
        },
  rate: number('rate_value', 8),
  num: number('num_value', 6),
  pct: number('pct_value', 8),
  int: number('int_value', 0),
  bool: ({ raw }) => ({ value: `bool_value(${raw})`, fault: `bool_fault(${raw})` }),
  ts: ({ raw, context: { zone } }) => ({
    value: timeValue(raw, zone),
    fault: `time_fault(bare(${raw}), ${zone !== null})`,
  }),
  date: ({ raw }) => ({ value: `date_value(${raw})`, fault: `date_fault(${raw})` }),
  list: ({ raw }) => ({ value: `list_value_of(${raw})`, fault: `json_fault(${raw})` }),
  map: ({ raw }) => ({ value: `map_value(${raw})`, fault: `json_fault(${raw})` }),
};

function checksOn(column: ColumnContract, context: TypingContext): ColumnRule['checks'] {
  const name = `"${column.name}"`;
  switch (column.type) {
    case 'money':
      return moneyChecks(name, column.signed === true);
    case 'rate':
      return [{ when: `${name} <= 0`, reason: 'RATE_NOT_POSITIVE' }];
    case 'pct':
      return [{ when: `${name} not between 0 and 1`, reason: 'SHARE_OUT_OF_RANGE' }];
    case 'list':
      return memberChecks(name);
    case 'map':
      return memberChecks(`map_values(${name})`);
    case 'ts':
    case 'date':
      return timeChecks(column, context);
    default:
      return [];
  }
}

/** Members of a list or map are codes: not words, and nobody's address. */
const memberChecks = (list: string): ColumnRule['checks'] => [
  { when: `any_personal(${list})`, reason: 'PERSONAL_VALUE' },
  { when: `longest(${list}) > 100`, reason: 'TEXT_TOO_LONG' },
];

function moneyChecks(name: string, signed: boolean): ColumnRule['checks'] {
  const limit = signed ? MAX_LEDGER_AMOUNT : MAX_AMOUNT;
  const tooLarge = { when: `abs(${name}) > ${limit}`, reason: 'NUMBER_TOO_LARGE' };
  return signed ? [tooLarge] : [{ when: `${name} < 0`, reason: 'AMOUNT_NEGATIVE' }, tooLarge];
}

function timeChecks(column: ColumnContract, context: TypingContext): ColumnRule['checks'] {
  const name = `"${column.name}"`;
  const sentinel = { when: `is_sentinel(${name})`, reason: 'SENTINEL_DATE' };
  if (column.name !== context.eventTime) return [sentinel];
  const latest = `timestamp ${sqlText(context.latestEvent)}`;
  return [sentinel, { when: `${name} > ${latest}`, reason: 'FUTURE_TIME' }];
}
