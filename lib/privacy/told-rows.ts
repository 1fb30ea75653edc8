import { isTableName, tableContract } from '#lib/contract/tables.ts';

const FEWEST = 100;
const DIGITS = 3;

/**
 * How many rows a table has, as a report may say it. Reports of two weeks would tell by subtraction how few came
 * between them, so rows about persons are told in hundreds.
 */
export const toldRows = (table: string, rows: number): number =>
  isAboutPersons(table) ? inHundreds(rows) : rows;

/** Rows of which any number is worth a word, such as late ones: about persons in tens, so that none is told alone. */
export const toldFewRows = (table: string, rows: number): number =>
  isAboutPersons(table) ? 10 * Math.ceil(rows / 10) : rows;

/** A share of rows that does not tell one row from the next: about persons in steps of five percent. */
export const toldShareOfRows = (table: string, share: number): number =>
  isAboutPersons(table) ? Math.round(share * STEPS) / STEPS : share;

const STEPS = 20;

const isAboutPersons = (table: string): boolean =>
  !isTableName(table) ||
  tableContract(table).columns.some((column) => column.class === 'identifier');

/** Up to whole hundreds, and to three significant digits. */
function inHundreds(rows: number): number {
  const step = Math.max(FEWEST, 10 ** (String(rows).length - DIGITS));
  return Math.ceil(rows / step) * step;
}
