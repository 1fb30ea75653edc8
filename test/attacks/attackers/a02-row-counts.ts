import type { Delivery } from '../shop/delivery.ts';
import type { KeptRelease } from './changes.ts';
import { type Score, scoreOf, sumOf } from './score.ts';
import { K } from './secrets.ts';

/** Whom the rows of a table are about, row by row. */
const PEOPLE: Readonly<Record<string, (delivery: Delivery) => readonly (string | undefined)[]>> = {
  customers: ({ orders }) => [...new Set(orders.flatMap(({ buyer }) => buyer?.id ?? []))],
  erasures: ({ erasures }) => erasures.map(({ buyer }) => buyer.id),
  refunds: ({ refunds }) => refunds.map(({ order }) => order.buyer?.id ?? order.id),
};

/** A2 of the data, not the figures: how many rows a table had last week, and how many it has now. */
export const rowCountsAttack = (releases: readonly KeptRelease[]): Score =>
  sumOf(
    releases.slice(1).flatMap((later, i) => {
      const earlier = releases[i];
      return earlier === undefined
        ? []
        : Object.keys(PEOPLE).map((table) => addedRows(table, earlier, later));
    }),
  );

function addedRows(table: string, earlier: KeptRelease, later: KeptRelease): Score {
  const rowsOf = ({ delivery }: KeptRelease) => PEOPLE[table]?.(delivery) ?? [];
  const added = rowsOf(later).slice(rowsOf(earlier).length);
  const [before, after] = [earlier.rows[table], later.rows[table]];
  if (added.length === 0 || new Set(added).size >= K) return scoreOf(0, []);
  const isTold = before !== undefined && after !== undefined && after - before === added.length;
  return scoreOf(
    1,
    isTold ? [`${added.length} more ${table} between ${earlier.asOf} and ${later.asOf}`] : [],
  );
}
