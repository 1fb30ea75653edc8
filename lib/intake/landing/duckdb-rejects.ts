import type { ShapeDefect } from '../bytes/csv-shape.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** Rows of one file, set aside for one reason. Rows are ordinals, counted from 0. */
export interface CountedReject {
  readonly file: number;
  readonly reason: string;
  readonly column: string | null;
  readonly rows: number;
  readonly firstRow: number;
}

/** One row that is set aside. */
export interface RejectedRow {
  readonly file: number;
  readonly row: number;
  readonly column: string | null;
  readonly reason: string;
  readonly hash: string | null;
}

/** Share of a file's main amount that its rejected rows hold. */
export interface RejectedAmount {
  readonly file: number;
  readonly share: number;
}

/** Fills the table `defect` with the rows whose shape was wrong; the engine saw them as empty ones. */
export async function recordDefects(
  session: DuckdbSession,
  defects: readonly (readonly ShapeDefect[])[],
): Promise<void> {
  await session.run(
    'create or replace temp table defect (_file integer, _row bigint, shape varchar)',
  );
  const rows = defects.flatMap((list, file) =>
    list.map(({ row, reason }) => `(${file}, ${row}, ${sqlText(reason)})`),
  );
  for (let start = 0; start < rows.length; start += 1000) {
    await session.run(`insert into defect values ${rows.slice(start, start + 1000).join(', ')}`);
  }
}

const rejected = (staged: string): string =>
  `(select _file, _row, coalesce(shape, reject.reason) as reason,
      case when shape is null then reject."column" end as "column",
      case when shape is null then reject.hash end as hash
    from ${staged} left join defect using (_file, _row) where reject is not null)`;

/** Counts the rejected rows by file, reason and column. */
export async function countRejects(
  session: DuckdbSession,
  staged: string,
): Promise<readonly CountedReject[]> {
  const rows = await session.rows(
    `select _file, reason, "column", count(*) as rows, min(_row) as first_row
     from ${rejected(staged)} group by all order by all`,
  );
  return rows.map((row) => ({
    file: Number(row['_file']),
    reason: String(row['reason']),
    column: textOrNull(row['column']),
    rows: Number(row['rows']),
    firstRow: Number(row['first_row']),
  }));
}

/** Lists the rejected rows in file order. */
export async function listRejects(
  session: DuckdbSession,
  staged: string,
): Promise<readonly RejectedRow[]> {
  const rows = await session.rows(`select * from ${rejected(staged)} order by _file, _row`);
  return rows.map((row) => ({
    file: Number(row['_file']),
    row: Number(row['_row']),
    column: textOrNull(row['column']),
    reason: String(row['reason']),
    hash: textOrNull(row['hash']),
  }));
}

/** How much of each file's money would be set aside, as far as it can be read. */
export async function rejectedAmounts(
  session: DuckdbSession,
  staged: string,
  amount: string,
): Promise<readonly RejectedAmount[]> {
  const rows = await session.rows(
    `select _file, coalesce(cast(sum(abs(${sqlName(amount)})) filter (where reject is not null) as double)
       / nullif(cast(sum(abs(${sqlName(amount)})) as double), 0), 0) as share
     from ${staged} group by all order by all`,
  );
  return rows.map((row) => ({ file: Number(row['_file']), share: Number(row['share']) }));
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
