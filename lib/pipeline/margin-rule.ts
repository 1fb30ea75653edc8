import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { MarginRule } from './scope-parameters.ts';

const DELIVERED = {
  name: 'delivered-order-columns',
  sql: `select
    count(cogs_amount) as cogs_amount,
    count(discount_amount) + count(gross_amount) as discount_amount,
    count(shipping_charged) as shipping_charged
from orders`,
};

/** Optional columns of the orders that hold at least one value, as `orders.COLUMN`. */
export async function deliveredColumns(warehouse: Warehouse): Promise<ReadonlySet<string>> {
  const counts = await warehouse.inspect(DELIVERED, {});
  const filled = Object.entries(counts).filter(([, count]) => count !== null && count > 0);
  return new Set(filled.map(([column]) => `orders.${column}`));
}

/** Costs where orders carry them; else the assumed margin of the configuration; else revenue (data contract §2). */
export function marginRule(
  delivered: ReadonlySet<string>,
  assumed: number | undefined,
): MarginRule {
  if (delivered.has('orders.cogs_amount')) return { basis: 'costs', margin: 1 };
  return assumed === undefined
    ? { basis: 'revenue', margin: 1 }
    : { basis: 'assumed', margin: assumed };
}
