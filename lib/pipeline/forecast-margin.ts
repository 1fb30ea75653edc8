import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { MarginRule } from './scope-parameters.ts';

const OBSERVED_MARGIN = `
select
    cast(sum(net_amount + coalesce(shipping_charged, 0) - coalesce(cogs_amount, 0)
    - coalesce(fulfilment_cost, 0) - coalesce(payment_fee, 0)) as double)
    / nullif(cast(sum(net_amount) as double), 0) as margin
from orders
where currency = :reporting_currency and cogs_amount is not null`;

/** Contribution as a share of net sales that forecasts use: observed where orders carry costs, else the rule's. */
export async function forecastMargin(
  warehouse: Warehouse,
  rule: MarginRule,
  currency: string,
): Promise<number> {
  if (rule.basis !== 'costs') return rule.margin;
  const { margin } = await warehouse.inspect(
    { name: 'observed-margin', sql: OBSERVED_MARGIN },
    { reporting_currency: currency },
  );
  return margin ?? rule.margin;
}
