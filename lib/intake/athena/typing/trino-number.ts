import { fullMatch, isBlank } from './trino-text.ts';

/** A plain number: digits before and after the point, and the SQL type it is landed in. */
export interface NumberFormat {
  readonly whole: number;
  readonly decimals: number;
  readonly type: string;
}

export const MONEY: NumberFormat = { whole: 13, decimals: 4, type: 'decimal(18, 4)' };
export const RATE: NumberFormat = { whole: 10, decimals: 8, type: 'decimal(18, 8)' };
export const NUMBER: NumberFormat = { whole: 12, decimals: 6, type: 'decimal(18, 6)' };
export const SHARE: NumberFormat = { whole: 1, decimals: 8, type: 'decimal(9, 8)' };
export const WHOLE_NUMBER: NumberFormat = { whole: 18, decimals: 0, type: 'bigint' };
/** Money in whole minor units. */
export const MINOR_UNITS: NumberFormat = { whole: 13, decimals: 0, type: 'decimal(14, 0)' };

/** SQL that is true for a text of this format. */
export const isNumber = (text: string, { whole, decimals }: NumberFormat): string => {
  const fraction = decimals === 0 ? '' : `(?:\\.[0-9]{1,${decimals}})?`;
  return fullMatch(text, `-?[0-9]{1,${whole}}${fraction}`);
};

/** SQL of why a text is no number of this format, or null where `good` is true. */
export const numberFault = (text: string, good: string, decimals: number): string =>
  `case when ${good} then null
   when ${isBlank(text)} then 'MISSING'
   when ${fullMatch(`lower(${text})`, '[+-]?(?:nan|inf|infinity)')} then 'AMOUNT_NOT_FINITE'
   when ${fullMatch(`lower(${text})`, '[+-]?[0-9.]+e[+-]?[0-9]+')}
     and coalesce(is_infinite(try_cast(${text} as double)), true) then 'AMOUNT_NOT_FINITE'
   when ${fullMatch(text, '-?[0-9]{1,3}(?:[. ]?[0-9]{3})*,[0-9]{1,4}')} then 'DECIMAL_COMMA'
   when ${fullMatch(text, '-?[0-9]+\\.[0-9]+')} and length(split_part(${text}, '.', 2)) > ${decimals}
     then 'TOO_MANY_DECIMALS'
   when ${fullMatch(text, '-?[0-9]+(?:\\.[0-9]+)?')} then 'NUMBER_TOO_LARGE'
   else 'NUMBER_FORMAT' end`;
