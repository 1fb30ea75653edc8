-- grain: one row per transaction of CLVTools clvdata; one without a price above zero is void: counted, no purchase
select
    "Id" as customer_id,
    "Date" as ordered_at,
    case when try_cast(trim(cast("Price" as varchar)) as decimal(18, 4)) <= 0 then '0' else "Price" end as net_amount,
    :currency as currency,
    case when try_cast(trim(cast("Price" as varchar)) as decimal(18, 4)) <= 0 then 'void' else 'paid' end as status
from transactions
