import { sqlName, sqlText } from '../../landing/sql-text.ts';
import { countsEquals, identityColumns, keyColumns, rowHash } from './repeats-sql.ts';
import { goodRows } from './spelled-sql.ts';
import { isDelivered, moneyColumns, type TableSteps } from './table-steps.ts';

/** Reason of rows that share a key with other content. */
export const CONFLICT = 'CONFLICTING_DUPLICATE';

/** The rows that are set aside, their place and defect, and their amounts. */
export function asideSql(steps: TableSteps): string {
  const amounts = [...currency(steps), ...moneyColumns(steps)].map(sqlName);
  const place = ['file_ordinal', 'file_line'];
  const defect = ['reject_column', 'reject_reason', 'reject_hash'];
  const rejected = `select ${[...place, ...defect, ...amounts].join(', ')}
from ${steps.typed} where reject_reason is not null`;
  if (countsEquals(steps)) return rejected;
  const conflict = [
    `cast(${sqlText(keyColumns(steps).join(', '))} as varchar) as reject_column`,
    `cast(${sqlText(CONFLICT)} as varchar) as reject_reason`,
    'cast(null as varchar) as reject_hash',
  ];
  return `with ${goodRows(steps)}
${rejected}
union all
select ${[...place, ...conflict, ...amounts].join(', ')} from good
where ${rowHash(steps, identityColumns(steps))} in (select key_hash from ${steps.repeats} where contents > 1)`;
}

const currency = (steps: TableSteps): string[] =>
  isDelivered(steps, 'currency') ? ['currency'] : [];

/** Most rows that are listed; a landing that sets more aside is refused by its counts. */
const MAX_LISTED = 1_000_000;

/** The rows that are set aside in file order, conflicts last. */
export const listAsideSql = ({ aside }: TableSteps): string =>
  `select file_ordinal, file_line, reject_column, reject_reason, reject_hash from ${aside}
order by case when reject_reason = ${sqlText(CONFLICT)} then 1 else 0 end, 1, 2, 3, 4, 5 limit ${MAX_LISTED}`;
