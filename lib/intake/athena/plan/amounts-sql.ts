import { sqlName, sqlText } from '../../landing/sql-text.ts';
import { jsonRows } from './json-rows.ts';
import { countsEquals, identityColumns, rowHash } from './repeats-sql.ts';
import { goodRows } from './spelled-sql.ts';
import { isDelivered, moneyColumns, type TableSteps } from './table-steps.ts';

/** What became of an amount. */
export const PARTS = ['delivered', 'accepted', 'quarantined', 'duplicates'] as const;

/** Part, currency, then the exact sum of each amount. */
export function amountRows(steps: TableSteps): string {
  const columns = moneyColumns(steps);
  if (columns.length === 0) return 'select cast(null as varchar)';
  const currency = isDelivered(steps, 'currency') ? 'currency' : 'cast(null as varchar)';
  const sums = columns.map((name, n) => `sum(${sqlName(name)}) as s${n}`);
  const sumsOf = (part: (typeof PARTS)[number], table: string) =>
    `select ${sqlText(part)} as part, ${currency} as currency, ${sums.join(', ')} from ${table} group by 2`;
  return jsonRows(
    ['part', 'currency', ...columns.map((_, n) => `s${n}`)],
    [
      sumsOf('delivered', steps.typed),
      sumsOf('accepted', steps.landed),
      sumsOf('quarantined', steps.aside),
      ...(countsEquals(steps) ? [] : [sumsOf('duplicates', `(${repeatedRows(steps)})`)]),
    ].join(' union all '),
  );
}

/** The rows that equal an earlier one. */
const repeatedRows = (steps: TableSteps): string => `with ${goodRows(steps)},
keyed as (select *, ${rowHash(steps, identityColumns(steps))} as key_hash from good)
select * from (
  select keyed.*, row_number() over (partition by keyed.key_hash order by file_ordinal) as occurrence
  from keyed join ${steps.repeats} as repeats on keyed.key_hash = repeats.key_hash
  where repeats.contents = 1
) where occurrence > 1`;
