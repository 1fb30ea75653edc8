-- grain: one row per purchase that a customer summary (frequency, recency, T, monetary_value) stands for
-- Only counts, the first and last day and the mean value are real; the days between are spread evenly.
with summary_days as (
  select
    summary.customer_id,
    try_cast(summary.frequency as integer) as repeats,
    cast(floor(try_cast(summary.recency as double) * try_cast(observation.days_per_unit as double) + 0.5e0) as integer) as last_age,
    cast(floor(try_cast(summary."T" as double) * try_cast(observation.days_per_unit as double) + 0.5e0) as integer) as age,
    try_cast(summary.monetary_value as decimal(18, 4)) as mean_value,
    try_cast(observation.observed_until as date) as observed_until,
    observation.currency
  from summary
  cross join observation
)
select
  customer_id || '-' || cast(purchase.ordinal as varchar) as order_id,
  customer_id,
  date_add('day', last_age * purchase.ordinal / greatest(repeats, 1) - age, observed_until) as ordered_at,
  mean_value as net_amount,
  currency
from summary_days
cross join unnest(sequence(0, repeats)) as purchase (ordinal)
