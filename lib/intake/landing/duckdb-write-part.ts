import { IntakeError } from '../intake-error.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import type { Placed } from './part-rows.ts';
import { PARQUET, sqlText } from './sql-text.ts';

/**
 * A row group for each piece that the engine reads: cut by bytes, they are the same whatever thread is first. Filled
 * up to a number of rows, they would differ now and then.
 */
const AS_READ = 'row_group_size 0';

/** Writes a select over a group's deliveries. Throws `IntakeError` NOT_READABLE where the engine cannot read them. */
export async function writePart(
  session: DuckdbSession,
  group: readonly Placed[],
  { select, path }: { readonly select: string; readonly path: string },
): Promise<void> {
  try {
    await session.run(`copy (${select}) to ${sqlText(path)} (${PARQUET}, ${AS_READ})`);
  } catch (error) {
    throw await unreadable(session, group, error);
  }
}

/** The engine's own messages quote the line they stumble over, so only their kind is passed on. */
async function unreadable(
  session: DuckdbSession,
  group: readonly Placed[],
  error: unknown,
): Promise<IntakeError> {
  const message = error instanceof Error ? error.message : '';
  const kind = /^(\w+(?: \w+)? Error):/.exec(message)?.[1] ?? 'engine error';
  let file = group[0]?.delivery.name ?? '';
  for (const { delivery } of group) {
    const texts = delivery.columns.map(({ expression }) => `count(${expression})`).join(', ');
    const readable = session.run(`select ${texts} from ${delivery.relation}`).then(
      () => true,
      () => false,
    );
    if (!(await readable)) file = delivery.name;
  }
  const hint = `the SQL engine cannot read it (${kind}); export it again`;
  return new IntakeError('NOT_READABLE', { file }, hint);
}

/** What the bytes say: the rows of a file, or null where only the engine can count them. */
interface Expected {
  readonly name: string;
  readonly rows: number | null;
}

/** Counts a part's rows by `_nth`. Throws `IntakeError` ROW_COUNT where they are not those in the bytes. */
export async function countRows(
  session: DuckdbSession,
  expected: readonly Expected[],
  path: string,
): Promise<readonly number[]> {
  const counted = await session.rows(
    `select _nth, count(*) as rows from read_parquet(${sqlText(path)}) group by 1`,
  );
  return expected.map(({ name, rows }, nth) => {
    const match = counted.find((row) => Number(row['_nth']) === nth);
    const found = Number(match?.['rows'] ?? 0);
    if (rows === null || rows === found) return found;
    throw otherCount(name, rows, found);
  });
}

/** Rows of each delivery, of which a file without `_nth` holds all. Throws `IntakeError` ROW_COUNT. */
export async function expectRows(
  session: DuckdbSession,
  expected: readonly Expected[],
  path: string,
): Promise<readonly number[]> {
  const counts = expected.map(({ rows }) => rows ?? 0);
  const sum = counts.reduce((total, rows) => total + rows, 0);
  const [counted] = await session.rows(
    `select count(*) as rows from read_parquet(${sqlText(path)})`,
  );
  const found = Number(counted?.['rows']);
  if (found === sum) return counts;
  throw otherCount(expected.map(({ name }) => name).join(', '), sum, found);
}

const otherCount = (file: string, rows: number, found: number): IntakeError => {
  const hint = `${rows} rows in the bytes, ${found} read; check quotes and line ends`;
  return new IntakeError('ROW_COUNT', { file }, hint);
};
