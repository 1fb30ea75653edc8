import { sqlName } from '../../landing/sql-text.ts';
import { goodRows } from './spelled-sql.ts';
import { isDelivered, type TableSteps } from './table-steps.ts';

/** What tells two orders apart when the source gives them no id. */
const ORDER_IDENTITY = ['source', 'customer_id', 'ordered_at', 'net_amount', 'currency'];

/** Whether orders came without an id: equal ones are then several orders. */
export const countsEquals = (steps: TableSteps): boolean =>
  steps.name === 'orders' && !isDelivered(steps, 'order_id');

/** The columns that identify a row of this delivery, with its version. */
export function identityColumns(steps: TableSteps): readonly string[] {
  if (countsEquals(steps)) return ORDER_IDENTITY.filter((name) => isDelivered(steps, name));
  const key = keyColumns(steps);
  return key.length === 0 ? steps.columns.map(({ name }) => name) : key;
}

/** The delivered key, and `updated_at` where rows are versions; empty where no part of the key was delivered. */
export function keyColumns(steps: TableSteps): readonly string[] {
  const parts = steps.table.key.filter((name) => isDelivered(steps, name));
  if (parts.length === 0) return [];
  return isDelivered(steps, 'updated_at') ? [...parts, 'updated_at'] : parts;
}

/** The identities that several good rows have: how many rows, and with how many contents. */
export function repeatsSql(steps: TableSteps): string {
  const content = rowHash(
    steps,
    steps.columns.map(({ name }) => name),
  );
  return `with ${goodRows(steps)},
keyed as (select *, ${rowHash(steps, identityColumns(steps))} as key_hash from good),
repeated as (select key_hash from keyed group by key_hash having count(*) > 1)
select key_hash, count(*) as row_count, count(distinct ${content}) as contents
from keyed where key_hash in (select key_hash from repeated) group by key_hash`;
}

/** SQL of a hash of some columns; nulls are equal to each other and to nothing else. */
export function rowHash({ columns }: TableSteps, names: readonly string[]): string {
  const texts = columns.flatMap(({ name, type }) => {
    if (!names.includes(name)) return [];
    const value =
      type === 'list' || type === 'map'
        ? `json_format(cast(${sqlName(name)} as json))`
        : `cast(${sqlName(name)} as varchar)`;
    return [`coalesce('=' || ${value}, '')`];
  });
  return `to_hex(md5(to_utf8(concat_ws(chr(31), ${texts.join(', ')}))))`;
}
