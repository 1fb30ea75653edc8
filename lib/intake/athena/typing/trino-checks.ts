import type { ColumnContract } from '#lib/contract/column.ts';
import { sqlName, sqlText } from '../../landing/sql-text.ts';
import type { TypingContext } from '../../typing/column-rule.ts';
import { longestText } from './trino-nested.ts';
import { looksPersonal } from './trino-text.ts';

/** What a typed value may not be. */
export interface ValueCheck {
  readonly when: string;
  readonly reason: string;
}

/** Largest single amount, and largest amount of a ledger account, in major units. */
const MAX_AMOUNT = '10000000';
const MAX_LEDGER_AMOUNT = '10000000000000';

/** Longest text in a list or map: a code, not words. */
const MAX_MEMBER_LENGTH = 100;

/** SQL of the rules on a column's typed value. */
export function valueChecks(column: ColumnContract, context: TypingContext): readonly ValueCheck[] {
  const name = sqlName(column.name);
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

const memberChecks = (list: string): ValueCheck[] => [
  { when: `any_match(${list}, x -> ${looksPersonal('x')})`, reason: 'PERSONAL_VALUE' },
  { when: `${longestText(list)} > ${MAX_MEMBER_LENGTH}`, reason: 'TEXT_TOO_LONG' },
];

function moneyChecks(name: string, signed: boolean): ValueCheck[] {
  const limit = signed ? MAX_LEDGER_AMOUNT : MAX_AMOUNT;
  const tooLarge = { when: `abs(${name}) > ${limit}`, reason: 'NUMBER_TOO_LARGE' };
  return signed ? [tooLarge] : [{ when: `${name} < 0`, reason: 'AMOUNT_NEGATIVE' }, tooLarge];
}

function timeChecks({ name, type }: ColumnContract, context: TypingContext): ValueCheck[] {
  const time = type === 'date' ? `cast(${sqlName(name)} as timestamp(3))` : sqlName(name);
  const sentinel = {
    when: `(${time} < timestamp '1902-01-01 00:00:00' or ${time} >= timestamp '9999-01-01 00:00:00'
      or (${time} >= timestamp '1970-01-01 00:00:00' and ${time} < timestamp '1970-01-02 00:00:00'))`,
    reason: 'SENTINEL_DATE',
  };
  if (name !== context.eventTime) return [sentinel];
  return [
    sentinel,
    { when: `${time} > ${instantLiteral(context.latestEvent)}`, reason: 'FUTURE_TIME' },
  ];
}

/** SQL of an instant, ISO 8601 in UTC, as a time without zone. */
export const instantLiteral = (instant: string): string =>
  `timestamp ${sqlText(instant.replace('T', ' ').replace('Z', ''))}`;
