import type { ColumnContract } from '#lib/contract/column.ts';
import { landedColumns } from '#lib/contract/tables.ts';
import { sqlName, sqlText } from '../../landing/sql-text.ts';
import { derivedDefault } from '../../typing/derived-values.ts';
import { instantLiteral } from '../typing/trino-checks.ts';
import { trinoType } from '../typing/trino-typed-select.ts';
import { countsEquals, identityColumns, rowHash } from './repeats-sql.ts';
import { goodRows } from './spelled-sql.ts';
import { isDelivered, type TableSteps } from './table-steps.ts';

/** The good rows with every column of the contract; of equal rows one, of rows that contradict each other none. */
export function landedSql(steps: TableSteps): string {
  const columns = landedColumns(steps.name).map(
    (column) => `${landedValue(steps, column)} as ${sqlName(column.name)}`,
  );
  const repeated = countsEquals(steps)
    ? 'select * from ordered'
    : 'select * from ordered where contents = 1 and occurrence = 1';
  return `with ${goodRows(steps)},
keyed as (select *, ${rowHash(steps, identityColumns(steps))} as key_hash from good),
ordered as (
  select keyed.*, repeats.contents, row_number() over (
    partition by keyed.key_hash order by file_ordinal, file_line, ${rowHash(steps, names(steps))}
  ) as occurrence
  from keyed join ${steps.repeats} as repeats on keyed.key_hash = repeats.key_hash
),
landed as (
  select *, cast(1 as bigint) as contents, cast(1 as bigint) as occurrence from keyed
  where key_hash not in (select key_hash from ${steps.repeats})
  union all
  ${repeated}
)
select ${columns.join(',\n')} from landed`;
}

const names = ({ columns }: TableSteps): readonly string[] => columns.map(({ name }) => name);

/** SQL of a landed column: as delivered, else derived, else unknown. */
function landedValue(steps: TableSteps, column: ColumnContract): string {
  const type = trinoType(column);
  const made = madeId(steps, column.name);
  if (made !== null) return `cast(${made} as ${type})`;
  const fallback = standardDefault(steps, column.name) ?? derivedDefault(steps.name, column.name);
  if (!isDelivered(steps, column.name)) return `cast(${fallback ?? 'null'} as ${type})`;
  const value = sqlName(column.name);
  return fallback === null ? value : `cast(coalesce(${value}, ${fallback}) as ${type})`;
}

function standardDefault({ name, loadedAt }: TableSteps, column: string): string | null {
  if (column === 'source') return sqlText(name);
  const isLoadTime = column === 'updated_at' || column === 'ingested_at';
  return isLoadTime ? instantLiteral(loadedAt) : null;
}

/** Ids that landing makes up: by content for touches, by content and ordinal for orders. */
function madeId(steps: TableSteps, column: string): string | null {
  if (column === 'order_id' && countsEquals(steps)) {
    return hashOf(steps, identityColumns(steps), ['cast(occurrence as varchar)']);
  }
  if (column === 'touch_id' && steps.name === 'touchpoints' && !isDelivered(steps, 'touch_id')) {
    return hashOf(steps, [...names(steps)].sort(), []);
  }
  return null;
}

/** The same id as on one machine: `md5` of the texts as DuckDB writes them. */
function hashOf(
  { columns }: TableSteps,
  parts: readonly string[],
  others: readonly string[],
): string {
  const texts = parts.map((name) => {
    const column = columns.find((candidate) => candidate.name === name);
    return `coalesce(${textOf(name, column?.type === 'ts')}, '')`;
  });
  return `lower(to_hex(md5(to_utf8(concat_ws('|', ${[...texts, ...others].join(', ')})))))`;
}

const textOf = (name: string, isTime: boolean): string => {
  const text = `cast(${sqlName(name)} as varchar)`;
  return isTime ? `rtrim(rtrim(${text}, '0'), '.')` : text;
};
