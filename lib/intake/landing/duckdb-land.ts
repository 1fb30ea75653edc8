import type { TableContract } from '#lib/contract/column.ts';
import { sqlType } from '#lib/contract/landed-schema.ts';
import { landedColumns, type TableName } from '#lib/contract/tables.ts';
import { derivedDefault } from '../typing/derived-values.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** What is needed to write the good rows of one table. */
export interface Landing {
  readonly name: TableName;
  readonly table: TableContract;
  /** SQL of all staged rows. */
  readonly staged: string;
  /** Columns that were delivered. */
  readonly delivered: ReadonlySet<string>;
  /** Load time, ISO 8601 in UTC. */
  readonly loadedAt: string;
  /** The table `repeated` names rows to leave out. */
  readonly hasDuplicates: boolean;
  readonly path: string;
}

/** What tells two orders apart when the source gives them no id. */
const ORDER_IDENTITY = ['source', 'customer_id', 'ordered_at', 'net_amount', 'currency'];

/** Writes the good rows with every column of the contract, in one total order: equal rows give equal bytes. */
export async function landRows(session: DuckdbSession, landing: Landing): Promise<void> {
  const numbered = needsOrderIds(landing);
  if (numbered) await numberRepeatedOrders(session, landing);
  const columns = landedColumns(landing.name).map(
    (column) => `${landedValue(landing, column.name, sqlType(column))} as ${sqlName(column.name)}`,
  );
  const repeats = landing.hasDuplicates ? 'anti join repeated using (_file, _row)' : '';
  const ordinals = numbered ? 'left join repeated_order using (_file, _row)' : '';
  await session.run(
    `copy (
       select * from (
         select ${columns.join(', ')} from ${landing.staged} ${repeats} ${ordinals} where reject is null
       ) order by ${landingOrder(landing.table).map(sqlName).join(', ')}
     ) to ${sqlText(landing.path)} (format parquet)`,
  );
}

const landingOrder = ({ eventTime, key }: TableContract): string[] => [
  ...new Set([...(eventTime === undefined ? [] : [eventTime]), ...key, 'updated_at']),
];

const needsOrderIds = ({ name, delivered }: Landing): boolean =>
  name === 'orders' && !delivered.has('order_id');

/** SQL of a landed column: as delivered, else derived, else unknown. */
function landedValue(landing: Landing, column: string, type: string): string {
  const derive = derivations[column];
  const derived = derive?.(landing) ?? derivedDefault(landing.name, column) ?? 'null';
  if (!landing.delivered.has(column) || column === 'ingested_at') {
    return `cast(${derived} as ${type})`;
  }
  return derive === undefined ? sqlName(column) : `coalesce(${sqlName(column)}, ${derived})`;
}

const loadTime = ({ loadedAt }: Landing) => `timestamp ${sqlText(loadedAt)}`;

const derivations: Readonly<Record<string, (landing: Landing) => string | null>> = {
  ingested_at: loadTime,
  updated_at: loadTime,
  source: ({ name }) => sqlText(name),
  order_id: (landing) => (needsOrderIds(landing) ? orderId(landing) : null),
  touch_id: ({ delivered }) => contentHash([...delivered].sort()),
};

function orderId(landing: Landing): string {
  const parts = ORDER_IDENTITY.filter((column) => landing.delivered.has(column));
  return `md5(concat_ws('|', ${parts.map(hashed).join(', ')}, coalesce(ordinal, 1)))`;
}

const contentHash = (columns: readonly string[]) =>
  `md5(concat_ws('|', ${columns.map(hashed).join(', ')}))`;

const hashed = (column: string) => `coalesce(cast(${sqlName(column)} as varchar), '')`;

/** Identical orders are counted in file order; a hash first finds the few that are. */
async function numberRepeatedOrders(session: DuckdbSession, landing: Landing): Promise<void> {
  const identity = ORDER_IDENTITY.filter((column) => landing.delivered.has(column))
    .map(sqlName)
    .join(', ');
  await session.run(
    `create or replace temp table repeated_hash as
     select hash(${identity}) as key_hash from ${landing.staged} where reject is null
     group by 1 having count(*) > 1`,
  );
  await session.run(
    `create or replace temp table repeated_order as
     select _file, _row, row_number() over (partition by ${identity} order by _file, _row) as ordinal
     from ${landing.staged}
     where reject is null and hash(${identity}) in (select key_hash from repeated_hash)`,
  );
}
