import { ResultError } from './athena-csv.ts';

/** Turns Athena's text of a value into what DuckDB gives for it: 64-bit integers, decimals and dates stay text. */
export type ReadValue = (text: string) => string | number | boolean;

/** How values of a column of this Athena type are read. Throws `ResultError` on lists, maps and rows. */
export function valueReader(type: string): ReadValue {
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read === undefined)
    throw new ResultError(`a result cannot hold a column of type ${type}; cast it in the query`);
  return read;
}

const asText: ReadValue = (text) => text;

/** Not finite ones stay text, as in JSON. */
const asNumber: ReadValue = (text) => (Number.isFinite(Number(text)) ? Number(text) : text);

/** Without the zeros of a fraction that the engine's precision adds. */
const asTimestamp: ReadValue = (text) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

const READERS: Readonly<Record<string, ReadValue>> = {
  boolean: (text) => text === 'true',
  tinyint: asNumber,
  smallint: asNumber,
  integer: asNumber,
  float: asNumber,
  double: asNumber,
  bigint: asText,
  decimal: asText,
  char: asText,
  varchar: asText,
  date: asText,
  timestamp: asTimestamp,
};
