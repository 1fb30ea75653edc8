-- grain: one row per touch of a customer in scope up to the first order: what attribution models share out
select
    customers_in_scope.customer_id,
    touchpoints.occurred_at,
    cast(at_timezone(touchpoints.occurred_at at time zone 'UTC', :time_zone) as date) as touch_date,
    touchpoints.channel,
    coalesce(touchpoints.is_paid, false) as is_paid
from touchpoints
inner join customers_in_scope
    on touchpoints.customer_id = customers_in_scope.buyer_id
where
    touchpoints.occurred_at < cast(:as_of_utc as timestamp)
    and cast(at_timezone(touchpoints.occurred_at at time zone 'UTC', :time_zone) as date)
    <= customers_in_scope.acquired_date
