import { sqlText } from '../landing/sql-text.ts';

/** A CSV file and how the engine is to read it. Files of equal layout are one relation. */
export interface CsvSource {
  readonly path: string;
  readonly layout: CsvLayout;
}

/** How a CSV file is written, and the SQL names and types of its columns, by position. */
export interface CsvLayout {
  readonly columns: Readonly<Record<string, string>>;
  readonly delimiter: string;
  readonly gzip: boolean;
}

/**
 * SQL of the rows of files of one layout, file after file; `filename` says which. Nothing is guessed but the line
 * end, of which the scan found one kind only (saying '\\r\\n' reads no rows, DuckDB 1.5): every option is said, columns
 * go by position, and a bad line is an error.
 */
export function csvRows(paths: readonly string[], { columns, delimiter, gzip }: CsvLayout): string {
  const types = Object.entries(columns).map(([name, type]) => `${name}: ${sqlText(type)}`);
  return `read_csv([${paths.map(sqlText).join(', ')}], columns = {${types.join(', ')}},
    auto_detect = false, header = true, delim = ${sqlText(delimiter)}, quote = '"', escape = '"',
    strict_mode = true, null_padding = false, ignore_errors = false, encoding = 'utf-8',
    compression = '${gzip ? 'gzip' : 'none'}', filename = true)`;
}
