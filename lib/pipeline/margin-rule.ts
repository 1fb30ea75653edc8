import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { MarginRule } from './scope-parameters.ts';

/** Costs where orders carry them; else the assumed margin of the configuration; else revenue (data contract §2). */
export async function marginRule(
  warehouse: Warehouse,
  assumed: number | undefined,
): Promise<MarginRule> {
  const { priced } = await warehouse.inspect(
    { name: 'orders-with-costs', sql: 'select count(cogs_amount) as priced from orders' },
    {},
  );
  if (priced !== null && priced !== undefined && priced > 0) return { basis: 'costs', margin: 1 };
  return assumed === undefined
    ? { basis: 'revenue', margin: 1 }
    : { basis: 'assumed', margin: assumed };
}
