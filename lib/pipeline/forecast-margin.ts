import * as z from 'zod';
import { type Query, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import observedSql from './observed-margin.sql';
import type { MarginRule } from './scope-parameters.ts';

/**
 * Contribution as a share of net sales, which turns forecast sales into predicted CLV: observed over the customers in
 * scope where orders carry costs, refunds taken off both; else the rule's.
 */
export async function forecastMargin(
  warehouse: Warehouse,
  rule: MarginRule,
  scope: Parameters,
): Promise<number> {
  if (rule.basis !== 'costs') return rule.margin;
  const [observed] = await warehouse.run(scopeTo('model-fitting', observedMargin), scope);
  return observed ?? rule.margin;
}

const marginRow = z.object({ margin: z.union([z.null(), z.coerce.number()]) });

const observedMargin: Query<number | null> = {
  name: 'observed-margin',
  sql: observedSql,
  parseRow: (raw) => marginRow.parse(raw).margin,
};
