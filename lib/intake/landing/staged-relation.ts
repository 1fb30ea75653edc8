import { sqlText } from './sql-text.ts';

/** SQL of all staged rows of one table. `_file` and `_row` say where a row came from, both counted from 0. */
export const stagedRelation = (paths: readonly string[]): string =>
  `(select * rename (file_row_number as _row)
    from read_parquet([${paths.map(sqlText).join(', ')}], file_row_number = true))`;
