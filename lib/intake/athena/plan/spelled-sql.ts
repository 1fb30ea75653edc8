import { sqlName, sqlText } from '../../landing/sql-text.ts';
import { codeColumns, type TableSteps } from './table-steps.ts';

/** A column with more values than this names things, not groups. */
const MAX_GROUPS = 2000;

/** Letters of other alphabets that look like Latin ones (from the Unicode confusables, UTS 39), and those they look like. */
const LOOKALIKES = ['авсеніјкморѕтухαβεηικνορτυχ', 'abcehijkmopstyxabenikvoptux'] as const;

/**
 * The spellings of each code, and for each the one that most rows use of those that differ in case only; `skeleton` is
 * the same for codes that look alike.
 */
export function spelledSql(steps: TableSteps): string {
  const spellings = codeColumns(steps).map(
    (
      name,
    ) => `select ${sqlText(name)} as code_column, ${sqlName(name)} as spelling, count(*) as uses
      from ${steps.typed} where reject_reason is null and ${sqlName(name)} is not null group by ${sqlName(name)}`,
  );
  const [lookalikes, letters] = LOOKALIKES;
  return `with spellings as (${spellings.join('\nunion all\n')}),
counted as (
  select *, count(*) over (partition by code_column) as spellings_of_column, lower(spelling) as folded
  from spellings
)
select code_column, spelling,
  first_value(spelling) over (partition by code_column, folded order by uses desc, spelling) as chosen,
  folded,
  translate(folded, ${sqlText(lookalikes)}, ${sqlText(letters)}) as skeleton
from counted where spellings_of_column <= ${MAX_GROUPS}`;
}

/** SQL of the good rows, as the common tables `chosen` and `good`, in which every code has its chosen spelling. */
export function goodRows(steps: TableSteps): string {
  const codes = codeColumns(steps);
  const columns = steps.columns.map(({ name }) => {
    const column = sqlName(name);
    const map = sqlName(`chosen ${name}`);
    return codes.includes(name)
      ? `coalesce(element_at(${map}, ${column}), ${column}) as ${column}`
      : column;
  });
  const good = `select ${[...columns, 'file_ordinal', 'file_line'].join(', ')} from ${steps.typed}`;
  if (codes.length === 0) return `good as (${good} where reject_reason is null)`;
  const maps = codes.map(
    (name) =>
      `map_agg(spelling, chosen) filter (where code_column = ${sqlText(name)}) as ${sqlName(`chosen ${name}`)}`,
  );
  return `chosen as (select ${maps.join(', ')} from ${steps.spelled} where spelling <> chosen),
good as (${good} cross join chosen where reject_reason is null)`;
}
