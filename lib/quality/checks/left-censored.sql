-- grain: one row: days from the declared start of the business to the first order in the data
select
    date_diff(
        'day',
        cast(:business_start as date),
        cast(at_timezone(min(ordered_at) at time zone 'UTC', :time_zone) as date)
    ) as days_missing
from orders
