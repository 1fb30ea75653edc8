import { link, rm } from 'node:fs/promises';
import type { TableContract } from '#lib/contract/column.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { generatedId, ORDER_IDENTITY } from './generated-id.ts';
import { type LandedAs, landedSelect } from './landed-select.ts';
import { PARQUET, sqlName, sqlText } from './sql-text.ts';

/** What is needed to write the good rows of one table. */
export interface Landing {
  readonly landedAs: LandedAs;
  readonly table: TableContract;
  /** SQL of all staged rows. */
  readonly staged: string;
  /** A file with all these rows as they are landed, or null. */
  readonly landable: string | null;
  /** Columns that were delivered. */
  readonly delivered: ReadonlySet<string>;
  /** The table `repeated` names rows to leave out. */
  readonly hasDuplicates: boolean;
  readonly path: string;
}

/**
 * Writes the good rows with every column of the contract. Where the staged rows are landed as they stand, that is in
 * the order of delivery; else in order of time and key: equal rows give equal bytes. Only what differs between rows
 * goes through the sort.
 */
export async function landRows(session: DuckdbSession, landing: Landing): Promise<void> {
  const { landedAs, staged, landable, delivered, hasDuplicates, path } = landing;
  if (landable !== null && !hasDuplicates) {
    await rm(path, { force: true });
    return link(landable, path);
  }
  const id = generatedId(landedAs.name, delivered);
  if (id?.column === 'order_id') await numberRepeatedOrders(session, landing);
  const columns = [...delivered].map(sqlName);
  const values = id === null ? columns : [...columns, `${id.value} as ${id.column}`];
  const repeats = hasDuplicates ? 'anti join repeated using (_file, _row)' : '';
  const ordinals = id?.column === 'order_id' ? 'left join repeated_order using (_file, _row)' : '';
  const known = new Set(id === null ? delivered : [...delivered, id.column]);
  await session.run(
    `copy (
       select ${landedSelect(landedAs, known)} from (
         select ${values.join(', ')} from ${staged} ${repeats} ${ordinals}
         where reject is null
         order by ${landingOrder(landing.table, known).join(', ')}
       )
     ) to ${sqlText(path)} (${PARQUET})`,
  );
}

const landingOrder = ({ eventTime, key }: TableContract, known: ReadonlySet<string>): string[] =>
  [...new Set([...(eventTime === undefined ? [] : [eventTime]), ...key, 'updated_at'])]
    .filter((name) => known.has(name))
    .map(sqlName);

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
