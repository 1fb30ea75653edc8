import { type ColumnContract, type ColumnType, STANDARD_COLUMNS } from '#lib/contract/column.ts';
import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { derivedDefault } from '../typing/derived-values.ts';
import { mayBeEmpty } from '../typing/reject-case.ts';
import type { Form } from './automaton.ts';

/** What decides how texts of a source are read. */
export interface SourceReading {
  readonly assumeTimeZone?: string | undefined;
  readonly moneyFormat?: 'minor' | 'major' | undefined;
}

const PLACEHOLDER = '[Nn][Uu][Ll][Ll]|[Nn][Aa][Nn]|[Uu][Nn][Dd][Ee][Ff][Ii][Nn][Ee][Dd]|#[Nn]/[Aa]';
const WORD = '[A-Za-z0-9_.:/#&-]';

const LEAP_YEAR = '(19(8[048]|9[26])|20([02468][048]|[13579][26]))';
const MONTH_AND_DAY =
  '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
/** Days that exist, of years in which no day stands for "unknown". */
const DAY = `((19[89][0-9]|20[0-9]{2})-${MONTH_AND_DAY}|${LEAP_YEAR}-02-29)`;
const CLOCK = '[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,3})?';
const OFFSET = '(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])';

const code: Form = {
  form: `${WORD}{1,40}|[A-Za-z]${WORD}{0,39}( ${WORD}{1,40}){1,4}`,
  except: PLACEHOLDER,
};

/** How values of a type are usually written; what else may be written, only the rules in SQL say. */
const FORMS: Readonly<Partial<Record<ColumnType, Form>>> = {
  id: { form: '[A-Za-z0-9_.:/#-]{1,64}', except: PLACEHOLDER },
  code,
  str: code,
  ccy: { form: [...MINOR_UNIT_DECIMALS.keys()].join('|') },
  rate: { form: '[0-9]{1,10}(\\.[0-9]{1,8})?' },
  num: { form: '-?[0-9]{1,12}(\\.[0-9]{1,6})?' },
  pct: { form: '[0-9](\\.[0-9]{1,8})?' },
  int: { form: '-?[0-9]{1,18}' },
  bool: { form: 'true|false|TRUE|FALSE|True|False|t|f|1|0' },
  date: { form: DAY },
};

/**
 * The texts of a column that its rule takes as they are: a cast gives their value, and they break no limit of the
 * column but one of time or of a share. Null for a column of which no text is that plain.
 */
export function plainForm(column: ColumnContract, reading: SourceReading): Form | null {
  switch (column.type) {
    case 'enum':
      return { form: (column.values ?? []).join('|') };
    case 'money':
      return reading.moneyFormat === 'minor' ? null : moneyForm(column);
    case 'ts':
      return reading.assumeTimeZone === 'UTC'
        ? { form: `${DAY}(${CLOCK}${OFFSET}?)?` }
        : { form: `${DAY}${CLOCK}${OFFSET}` };
    default:
      return FORMS[column.type] ?? null;
  }
}

const moneyForm = ({ signed }: ColumnContract): Form =>
  signed === true
    ? { form: '-?[0-9]{1,13}(\\.[0-9]{1,4})?' }
    : { form: '[0-9]{1,7}(\\.[0-9]{1,4})?' };

/** Whether no text at all is plain too: nothing stands in for the missing value. */
export const isPlainWhenEmpty = (table: string, column: ColumnContract): boolean =>
  mayBeEmpty(column) &&
  derivedDefault(table, column.name) === null &&
  !STANDARD_COLUMNS.some(({ name }) => name === column.name);
