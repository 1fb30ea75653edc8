/** A row does not hold what its query promises; names the column, never the value. */
export class RowValueError extends TypeError {
  override readonly name = 'RowValueError';
  constructor(column: string, expected: string) {
    super(`column ${column} does not hold ${expected}; the query must select and cast it`);
  }
}

/**
 * Values of a row by column, checked. Grouped histories come in hundreds of thousands of rows, for which a schema takes
 * several times as long. Engines give wide numbers as text.
 */
export function numberIn(row: unknown, column: string): number {
  const value = valueIn(row, column);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new RowValueError(column, 'a number');
}

export function textIn(row: unknown, column: string): string {
  const value = valueIn(row, column);
  if (typeof value === 'string') return value;
  throw new RowValueError(column, 'text');
}

const valueIn = (row: unknown, column: string): unknown =>
  isRecord(row) ? row[column] : undefined;

const isRecord = (row: unknown): row is Readonly<Record<string, unknown>> =>
  typeof row === 'object' && row !== null;
