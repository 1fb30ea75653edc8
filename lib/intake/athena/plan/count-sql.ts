import { sqlName, sqlText } from '../../landing/sql-text.ts';
import { amountRows } from './amounts-sql.ts';
import { jsonRows } from './json-rows.ts';
import { countsEquals } from './repeats-sql.ts';
import { codeColumns, mainAmount, moneyColumns, type TableSteps } from './table-steps.ts';

/**
 * One row that settles a landing. Delivered, accepted, set aside and repeated rows and amounts are each counted in a
 * table of their own, so that a row that was lost or doubled on the way shows. Lists are JSON: texts in lists.
 */
export const countSql = (steps: TableSteps): string => `select
  delivered, respelled, repeated_times, accepted, watermark, zero_amounts, quarantined, duplicates,
  (${fileRows(steps)}) as file_rows,
  (${defectRows(steps)}) as defect_rows,
  (${amountRows(steps)}) as amount_rows,
  (${spellingRows(steps)}) as spelling_rows,
  (${keyRows(steps)}) as key_rows
from (
  select count(*) as delivered, count_if(respelled) as respelled, count_if(repeated_time) as repeated_times
  from ${steps.typed}
) cross join (${landedFacts(steps)})
cross join (select count(*) as quarantined from ${steps.aside})
cross join (${duplicates(steps)})`;

const NOTHING = 'cast(null as varchar)';

function landedFacts(steps: TableSteps): string {
  const [zero] = ['net_amount', 'amount'].filter((name) => moneyColumns(steps).includes(name));
  const { eventTime } = steps.table;
  const watermark =
    eventTime === undefined
      ? NOTHING
      : `date_format(cast(max(${sqlName(eventTime)}) as timestamp(3)), '%Y-%m-%dT%H:%i:%sZ')`;
  return `select count(*) as accepted, ${watermark} as watermark,
    ${zero === undefined ? '0' : `count_if(${sqlName(zero)} = 0)`} as zero_amounts from ${steps.landed}`;
}

const duplicates = (steps: TableSteps): string =>
  countsEquals(steps)
    ? 'select 0 as duplicates'
    : `select coalesce(sum(row_count - 1), 0) as duplicates from ${steps.repeats} where contents = 1`;

/** File, rows, sum of the main amount, and the part of it in rows with a defect. */
function fileRows(steps: TableSteps): string {
  const main = mainAmount(steps);
  const amount = main === null ? 'cast(null as bigint)' : `abs(${sqlName(main)})`;
  return jsonRows(
    ['file_ordinal', 'file_rows', 'amount', 'amount_aside'],
    `select file_ordinal, count(*) as file_rows, sum(${amount}) as amount,
     sum(${amount}) filter (where reject_reason is not null) as amount_aside
     from ${steps.typed} group by file_ordinal`,
  );
}

/** File, reason, column, rows, first line. */
const defectRows = (steps: TableSteps): string =>
  jsonRows(
    ['file_ordinal', 'reject_reason', 'reject_column', 'defect_rows', 'first_line'],
    `select file_ordinal, reject_reason, reject_column, count(*) as defect_rows, min(file_line) as first_line
     from ${steps.aside} group by file_ordinal, reject_reason, reject_column`,
  );

/** Column, spellings that were made another, codes that look like another one. */
const spellingRows = (steps: TableSteps): string =>
  codeColumns(steps).length === 0
    ? `select ${NOTHING}`
    : jsonRows(
        ['code_column', 'unified', 'alike'],
        `select code_column, count_if(spelling <> chosen) as unified,
         count(distinct folded) - count(distinct skeleton) as alike
         from ${steps.spelled} group by code_column`,
      );

/** Most keys of a map that are looked at. */
const MAX_KEYS = 1000;

/** Column, key: of maps, whose keys may not be what no column may be. */
function keyRows({ columns, typed }: TableSteps): string {
  const keys = columns.flatMap(({ name, type }) =>
    type === 'map'
      ? [
          `(select distinct ${sqlText(name)} as map_column, map_key
          from ${typed} cross join unnest(map_keys(${sqlName(name)})) as maps (map_key)
          order by map_key limit ${MAX_KEYS})`,
        ]
      : [],
  );
  return keys.length === 0
    ? `select ${NOTHING}`
    : jsonRows(
        ['map_column', 'map_key'],
        keys.map((one) => `select * from ${one}`).join(' union all '),
      );
}
