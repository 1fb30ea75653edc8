import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row by column name; an unknown value is ''. */
export type Row = ReadonlyMap<string, string>;

/** Rows of every file of a table in a shop's directory. Small shops only: it reads whole files. */
export function readTable(directory: string, table: string): Row[] {
  const data = join(directory, 'data');
  const files = readdirSync(data).filter(
    (name) => name === `${table}.csv` || name.startsWith(`${table}-`),
  );
  return files.sort().flatMap((name) => parseCsv(readFileSync(join(data, name), 'utf8')));
}

/** RFC 4180 without line breaks inside quotes. */
function parseCsv(text: string): Row[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
    if (cells.length !== columns.length)
      throw new Error(`a row has ${cells.length} cells: ${line}`);
    return new Map(
      columns.map((column, at) => [
        column,
        cells[at]?.[1]?.replaceAll('""', '"') ?? cells[at]?.[2] ?? '',
      ]),
    );
  });
}

/** A decimal with two places as a whole number of hundredths. */
export const cents = (row: Row, column: string): number =>
  Math.round(Number(row.get(column)) * 100);

export const text = (row: Row, column: string): string => row.get(column) ?? '';

/** Epoch milliseconds; NaN when unknown. */
export const instant = (row: Row, column: string): number => Date.parse(text(row, column));

/** Total of a money column, in hundredths. */
export const sumCents = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + cents(row, column), 0);

export const isPaid = (order: Row): boolean =>
  text(order, 'status') === 'paid' && text(order, 'is_test') === 'false';

/** Paid orders of each customer in order of time. */
export function salesByCustomer(orders: readonly Row[]): Map<string, Row[]> {
  const sales = new Map<string, Row[]>();
  for (const order of orders.filter(isPaid)) {
    const customer = text(order, 'customer_id');
    if (customer === '') continue;
    const own = sales.get(customer) ?? [];
    own.push(order);
    sales.set(customer, own);
  }
  for (const own of sales.values())
    own.sort((a, b) => instant(a, 'ordered_at') - instant(b, 'ordered_at'));
  return sales;
}
