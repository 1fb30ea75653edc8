import type { TableContract } from '#lib/contract/column.ts';
import type { IntakeWarning } from '../snapshot.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** Rows in which every code has one spelling, and what was found on the way. */
export interface OneSpelling {
  readonly staged: string;
  readonly warnings: readonly IntakeWarning[];
}

/** A column with more values than this names things, not groups. */
const MAX_GROUPS = 2000;

/** Letters of other alphabets that look like Latin ones (from the Unicode confusables, UTS 39). */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
};

/** Gives codes that differ only in upper and lower case the spelling that most rows use: one name, one group. */
export async function unifySpellings(
  session: DuckdbSession,
  staged: string,
  { table, delivered }: { readonly table: TableContract; readonly delivered: ReadonlySet<string> },
): Promise<OneSpelling> {
  const codes = table.columns.filter(({ name, type }) => type === 'code' && delivered.has(name));
  const replacements: string[] = [];
  const warnings: IntakeWarning[] = [];
  for (const { name } of codes) {
    const spellings = await spellingsOf(session, staged, name);
    const rewritten = rewrites(spellings);
    if (rewritten.length > 0) replacements.push(replaceCase(name, rewritten));
    warnings.push(...spellingWarnings(`${table.name}.${name}`, spellings, rewritten.length));
  }
  if (replacements.length === 0) return { staged, warnings };
  return { staged: `(select * replace (${replacements.join(', ')}) from ${staged})`, warnings };
}

/** Distinct values, the most frequent first. */
async function spellingsOf(
  session: DuckdbSession,
  staged: string,
  column: string,
): Promise<readonly string[]> {
  const rows = await session.rows(
    `select ${sqlName(column)} as spelling from ${staged}
     where reject is null and ${sqlName(column)} is not null
     group by 1 order by count(*) desc, 1 limit ${MAX_GROUPS + 1}`,
  );
  return rows.length > MAX_GROUPS ? [] : rows.map((row) => String(row['spelling']));
}

type Rewrite = readonly [from: string, to: string];

function rewrites(spellings: readonly string[]): readonly Rewrite[] {
  const chosen = new Map<string, string>();
  return spellings.flatMap((spelling): Rewrite[] => {
    const folded = spelling.toLowerCase();
    const first = chosen.get(folded);
    if (first === undefined) chosen.set(folded, spelling);
    return first === undefined ? [] : [[spelling, first]];
  });
}

const replaceCase = (column: string, rewritten: readonly Rewrite[]): string => {
  const cases = rewritten.map(([from, to]) => `when ${sqlText(from)} then ${sqlText(to)}`);
  return `case ${sqlName(column)} ${cases.join(' ')} else ${sqlName(column)} end as ${sqlName(column)}`;
};

function spellingWarnings(
  place: string,
  spellings: readonly string[],
  unified: number,
): IntakeWarning[] {
  const folded = new Set(spellings.map((spelling) => spelling.toLowerCase()));
  const seen = new Set([...folded].map(skeleton));
  const alike = folded.size - seen.size;
  const warning = (code: string, count: number, what: string) =>
    count === 0 ? [] : [{ code, message: `${place}: ${count} ${what}` }];
  return [
    ...warning('SPELLINGS_UNIFIED', unified, 'spellings differ in case only and were made one'),
    ...warning('LOOKALIKE_CODES', alike, 'codes look like another one but use other letters'),
  ];
}

const skeleton = (text: string): string =>
  [...text].map((letter) => LOOKALIKES[letter] ?? letter).join('');
