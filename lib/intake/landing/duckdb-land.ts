import type { ColumnContract, TableContract } from '#lib/contract/column.ts';
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

/**
 * Writes the good rows with every column of the contract, in one total order: equal rows give equal bytes. Only
 * what differs between rows goes through the sort.
 */
export async function landRows(session: DuckdbSession, landing: Landing): Promise<void> {
  const id = generatedId(landing);
  if (id?.column === 'order_id') await numberRepeatedOrders(session, landing);
  const delivered = [...landing.delivered].filter((name) => name !== 'ingested_at').map(sqlName);
  const sorted = id === null ? delivered : [...delivered, `${id.value} as ${id.column}`];
  const repeats = landing.hasDuplicates ? 'anti join repeated using (_file, _row)' : '';
  const ordinals = id?.column === 'order_id' ? 'left join repeated_order using (_file, _row)' : '';
  const known = new Set(id === null ? landing.delivered : [...landing.delivered, id.column]);
  const columns = landedColumns(landing.name).map(
    (column) => `${landedValue(landing, column, known)} as ${sqlName(column.name)}`,
  );
  await session.run(
    `copy (
       select ${columns.join(', ')} from (
         select ${sorted.join(', ')} from ${landing.staged} ${repeats} ${ordinals}
         where reject is null
         order by ${landingOrder(landing.table, known).join(', ')}
       )
     ) to ${sqlText(landing.path)} (format parquet)`,
  );
}

const landingOrder = ({ eventTime, key }: TableContract, known: ReadonlySet<string>): string[] =>
  [...new Set([...(eventTime === undefined ? [] : [eventTime]), ...key, 'updated_at'])]
    .filter((name) => known.has(name))
    .map(sqlName);

/** Ids that landing makes up: by content for touches, by content and ordinal for orders. */
function generatedId({
  name,
  delivered,
}: Landing): { readonly column: 'order_id' | 'touch_id'; readonly value: string } | null {
  if (name === 'orders' && !delivered.has('order_id')) {
    const parts = ORDER_IDENTITY.filter((column) => delivered.has(column));
    return { column: 'order_id', value: hashOf([...parts.map(textOf), 'coalesce(ordinal, 1)']) };
  }
  if (name === 'touchpoints' && !delivered.has('touch_id')) {
    return { column: 'touch_id', value: hashOf([...delivered].sort().map(textOf)) };
  }
  return null;
}

const hashOf = (texts: readonly string[]) => `md5(concat_ws('|', ${texts.join(', ')}))`;

const textOf = (column: string) => `coalesce(cast(${sqlName(column)} as varchar), '')`;

/** SQL of a landed column: as delivered, else derived, else unknown. */
function landedValue(landing: Landing, column: ColumnContract, known: ReadonlySet<string>): string {
  const standard = standardDefault(landing, column.name);
  const fallback = standard ?? derivedDefault(landing.name, column.name);
  const value = sqlName(column.name);
  if (known.has(column.name) && column.name !== 'ingested_at') {
    return fallback === null ? value : `coalesce(${value}, ${fallback})`;
  }
  return `cast(${fallback ?? 'null'} as ${sqlType(column)})`;
}

function standardDefault({ name, loadedAt }: Landing, column: string): string | null {
  if (column === 'source') return sqlText(name);
  const isLoadTime = column === 'updated_at' || column === 'ingested_at';
  return isLoadTime ? `timestamp ${sqlText(loadedAt)}` : null;
}

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
