-- grain: one row per manual correction before the cut in the reporting currency, in minor units; about no person
select
    replace(coalesce(metric, "table"), '_', '-') as subject,
    period,
    reason,
    author,
    approver,
    cast(amount * cast(:minor_units as integer) as bigint) as amount_minor
from adjustments
where
    currency = :reporting_currency
    and adjusted_at < cast(:as_of_utc as timestamp)
    and author <> approver
