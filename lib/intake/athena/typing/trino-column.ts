import type { ColumnContract, ColumnType } from '#lib/contract/column.ts';
import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { sqlName } from '../../landing/sql-text.ts';
import type { TypingContext } from '../../typing/column-rule.ts';
import { nestedFault, nestedValue } from './trino-nested.ts';
import {
  isNumber,
  MINOR_UNITS,
  MONEY,
  NUMBER,
  type NumberFormat,
  numberFault,
  RATE,
  SHARE,
  WHOLE_NUMBER,
} from './trino-number.ts';
import { bare, codeFault, codeText, idFault, idText, listFault } from './trino-text.ts';
import {
  clockOf,
  dateFault,
  dateValue,
  offsetText,
  repeatedTime,
  timeFault,
  timeValue,
} from './trino-time.ts';

/** SQL names of what is worked out for one column, on the way from the delivered text to its value. */
export interface ColumnNames {
  readonly raw: string;
  readonly text: string;
  readonly offset: string;
  readonly clock: string;
  readonly fault: string;
  readonly value: string;
}

/** SQL and the name it gets. */
export type Named = readonly [sql: string, name: string];

/** How one column is read, in steps; each may use the names of those before it. */
export interface ColumnSteps {
  readonly column: ColumnContract;
  readonly names: ColumnNames;
  readonly texts: readonly Named[];
  readonly parts: readonly Named[];
  /** The value where the fault follows from it, else the fault. */
  readonly first: Named;
  readonly second: Named;
  /** SQL that is true for a local time that occurs twice; null where there is none. */
  readonly repeated: string | null;
}

interface Reading {
  readonly column: ColumnContract;
  readonly names: ColumnNames;
  readonly context: TypingContext;
}

type Steps = Omit<ColumnSteps, 'column' | 'names' | 'repeated'> & {
  readonly repeated?: string | null;
};

/** The steps of the `ordinal`th column. */
export function columnSteps(
  column: ColumnContract,
  ordinal: number,
  context: TypingContext,
): ColumnSteps {
  const names = {
    raw: rawName(ordinal),
    text: `t${ordinal}`,
    offset: `o${ordinal}`,
    clock: `k${ordinal}`,
    fault: `f${ordinal}`,
    value: sqlName(column.name),
  };
  return { repeated: null, column, names, ...readers[column.type]({ column, names, context }) };
}

/** Name of a delivered text. */
export const rawName = (ordinal: number): string => `r${ordinal}`;

const CURRENCIES = [...MINOR_UNIT_DECIMALS.keys()];

/** The text tells whether it is good, and is then the value, or is cast. */
const byFault = (
  { names }: Reading,
  steps: { readonly text: string; readonly fault: string; readonly value?: string },
): Steps => ({
  texts: [[steps.text, names.text]],
  parts: [],
  first: [steps.fault, names.fault],
  second: [`case when ${names.fault} is null then ${steps.value ?? names.text} end`, names.value],
});

/** A text is good if it has a value. */
const byValue = (
  names: ColumnNames,
  steps: { readonly text: string; readonly value: string; readonly faults: string },
): Steps => ({
  texts: [[steps.text, names.text]],
  parts: [],
  first: [steps.value, names.value],
  second: [`case when ${names.value} is not null then null ${steps.faults} end`, names.fault],
});

const number =
  (format: NumberFormat) =>
  (reading: Reading): Steps => {
    const { text, raw } = reading.names;
    return byFault(reading, {
      text: bare(raw),
      fault: numberFault(text, isNumber(text, format), format.decimals),
      value: `cast(${text} as ${format.type})`,
    });
  };

const code = (reading: Reading): Steps =>
  byFault(reading, {
    text: codeText(reading.names.raw),
    fault: codeFault(reading.names.raw, reading.names.text),
  });

function minorMoney(reading: Reading): Steps {
  const { raw, text } = reading.names;
  const value = `try_cast(cast(${text} as ${MINOR_UNITS.type}) * minor_unit as ${MONEY.type})`;
  const good = `case when ${isNumber(text, MINOR_UNITS)} then ${value} end is not null`;
  return byFault(reading, { text: bare(raw), fault: numberFault(text, good, 0), value });
}

function time({ names, context }: Reading): Steps {
  const { raw, text, offset, value } = names;
  const steps = byValue(names, {
    text: bare(raw),
    value: timeValue(names, context.zone),
    faults: timeFault(names, context.zone !== null),
  });
  return {
    ...steps,
    texts: [...steps.texts, [offsetText(bare(raw)), offset]],
    parts: [[clockOf(text, offset), names.clock]],
    repeated: repeatedTime(names, value, context.zone),
  };
}

const nested =
  (kind: 'list' | 'map') =>
  (reading: Reading): Steps => {
    const { raw, text } = reading.names;
    const value = nestedValue(raw, kind);
    return byValue(reading.names, { text: bare(raw), value, faults: nestedFault(text) });
  };

const readers: Readonly<Record<ColumnType, (reading: Reading) => Steps>> = {
  id: (reading) =>
    byFault(reading, { text: idText(reading.names.raw), fault: idFault(reading.names.text) }),
  code,
  str: code,
  ccy: (reading) =>
    byFault(reading, {
      text: `upper(${bare(reading.names.raw)})`,
      fault: listFault(reading.names.text, CURRENCIES, 'CURRENCY_UNKNOWN'),
    }),
  enum: (reading) =>
    byFault(reading, {
      text: `lower(${bare(reading.names.raw)})`,
      fault: listFault(reading.names.text, reading.column.values ?? [], 'VALUE_NOT_LISTED'),
    }),
  money: (reading) =>
    reading.context.moneyFormat === 'minor' ? minorMoney(reading) : number(MONEY)(reading),
  rate: number(RATE),
  num: number(NUMBER),
  pct: number(SHARE),
  int: number(WHOLE_NUMBER),
  bool: (reading) =>
    byFault(reading, {
      text: `lower(${bare(reading.names.raw)})`,
      fault: listFault(reading.names.text, ['true', 't', '1', 'false', 'f', '0'], 'BOOL_FORMAT'),
      value: `${reading.names.text} in ('true', 't', '1')`,
    }),
  ts: time,
  date: (reading) =>
    byValue(reading.names, {
      text: bare(reading.names.raw),
      value: dateValue(reading.names.text),
      faults: dateFault(reading.names.text),
    }),
  list: nested('list'),
  map: nested('map'),
};
