import type { ColumnContract } from '#lib/contract/column.ts';
import type { Delivery } from './duckdb-stage.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** A delivery and its ordinal among all of the table. */
export interface Placed {
  readonly delivery: Delivery;
  readonly file: number;
}

/** What every staged row has beside its columns; `_file` and `_row` come last. */
const REJECT_TYPE = 'struct("column" varchar, reason varchar, hash varchar)';

/** A Parquet file with rows of some deliveries, one after the other. */
export interface PartFile {
  readonly path: string;
  readonly group: readonly Placed[];
  readonly columns: readonly ColumnContract[];
  /** Rows of each delivery. */
  readonly counts: readonly number[];
}

/** SQL of the rows of a file that `typedSelect` filled, with `_nth`, the delivery's ordinal in the group. */
export function typedRows(part: PartFile): string {
  const offset = `list_extract([${startsOf(part.counts).join(', ')}], _nth + 1)`;
  return rowsOf(part, 'reject, respelled, repeated_time', {
    file: fileOf(part, '_nth'),
    row: `file_row_number - ${offset}`,
  });
}

/** As `typedRows`, for rows that say their own ordinal in their delivery. */
export const otherRows = (part: PartFile): string =>
  rowsOf(part, 'reject, respelled, repeated_time', { file: fileOf(part, '_nth'), row: '_row' });

/** SQL of the rows of a file of good rows. */
export function landableRows(part: PartFile): string {
  const starts = startsOf(part.counts);
  const branches = starts.flatMap((start, nth) =>
    nth === 0 ? [] : [`when file_row_number >= ${start} then ${nth}`],
  );
  const nth = branches.length === 0 ? '0' : `case ${branches.toReversed().join(' ')} else 0 end`;
  const offset = `list_extract([${starts.join(', ')}], ${nth} + 1)`;
  const verdict = `cast(null as ${REJECT_TYPE}) as reject, false as respelled, false as repeated_time`;
  return rowsOf(part, verdict, { file: fileOf(part, nth), row: `file_row_number - ${offset}` });
}

const rowsOf = (
  { path, columns }: PartFile,
  verdict: string,
  { file, row }: { readonly file: string; readonly row: string },
): string =>
  `select ${columns.map(({ name }) => sqlName(name)).join(', ')}, ${verdict},
     ${file} as _file, ${row} as _row
   from read_parquet(${sqlText(path)}, file_row_number = true)`;

const fileOf = ({ group }: PartFile, nth: string): string =>
  `list_extract([${group.map(({ file }) => file).join(', ')}], ${nth} + 1)`;

/** Rows before each delivery. */
function startsOf(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum - count;
  });
}
