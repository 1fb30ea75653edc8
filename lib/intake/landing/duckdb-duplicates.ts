import type { DuckdbSession } from './duckdb-session.ts';
import { sqlName } from './sql-text.ts';

/** How rows that share a key were told apart. The table `repeated` names the rows to leave out. */
export interface Duplicates {
  /** Count of rows equal to an earlier one. */
  readonly identical: number;
  /** Rows whose key another row has with other content, in file order; none of them is kept. */
  readonly conflicting: readonly { readonly file: number; readonly row: number }[];
}

/**
 * Fills the table `repeated (_file, _row, conflict)` with rows that repeat a key and `updated_at`. Keys are
 * compared by a hash first, so that only repeated ones are held whole.
 */
export async function findDuplicates(
  session: DuckdbSession,
  staged: string,
  { key, content }: { readonly key: readonly string[]; readonly content: readonly string[] },
): Promise<Duplicates> {
  const keyHash = `hash(${key.map(sqlName).join(', ')})`;
  await session.run(
    `create or replace temp table repeated_hash as
     select ${keyHash} as key_hash from ${staged} where reject is null group by 1 having count(*) > 1`,
  );
  const [repeats] = await session.rows('select count(*) as keys from repeated_hash');
  if (Number(repeats?.['keys']) === 0) return { identical: 0, conflicting: [] };
  await session.run(repeatedSql(staged, { keyHash, key, content }));
  const [counted] = await session.rows(
    'select count(*) as identical from repeated where not conflict',
  );
  const conflicts = await session.rows(
    'select _file, _row from repeated where conflict order by _file, _row',
  );
  return {
    identical: Number(counted?.['identical']),
    conflicting: conflicts.map((row) => ({ file: Number(row['_file']), row: Number(row['_row']) })),
  };
}

interface Identity {
  readonly keyHash: string;
  readonly key: readonly string[];
  readonly content: readonly string[];
}

function repeatedSql(staged: string, { keyHash, key, content }: Identity): string {
  const names = (columns: readonly string[]) => columns.map(sqlName).join(', ');
  return `create or replace temp table repeated as
    with candidate as (
      select _file, _row, ${names([...new Set([...key, ...content])])} from ${staged}
      where reject is null and ${keyHash} in (select key_hash from repeated_hash)
    ),
    versioned as (
      select _file, _row,
        count(*) over (partition by ${names(key)}) as same_key,
        count(*) over (partition by ${names(content)}) as same_content,
        row_number() over (partition by ${names(content)} order by _file, _row) as ordinal
      from candidate
    )
    select _file, _row, same_key > same_content as conflict from versioned
    where same_key > same_content or ordinal > 1`;
}
