import * as z from 'zod';
import { type Query, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';

const KNOWN = {
  name: 'known-persons',
  sql: 'select count(distinct customer_id) as persons from orders where ordered_at < cast(:as_of_utc as timestamp)',
};

const row = z.object({ customers: z.coerce.number() });

const inScope: Query<number> = {
  name: 'customers-in-scope',
  sql: '-- grain: one row\nselect count(*) as customers from customers_in_scope',
  parseRow: (raw) => row.parse(raw).customers,
};

/** How many persons with an order before the cut are in no figure: erased, without consent, staff, merged or unpaid. */
export async function excludedPersons(warehouse: Warehouse, scope: Parameters): Promise<number> {
  const { persons } = await warehouse.inspect(KNOWN, scope);
  const [customers] = await warehouse.run(scopeTo('segment-reporting', inScope), scope);
  return Math.max(0, (persons ?? 0) - (customers ?? 0));
}
