-- grain: one row per week and new customer whose last step before the first order was paid for
with

acquired as (

    select
        orders_in_scope.week,
        customers_in_scope.customer_id,
        customers_in_scope.acquired_date,
        customers_in_scope.entry_channel
    from orders_in_scope
    inner join customers_in_scope
        on orders_in_scope.customer_id = customers_in_scope.customer_id
    where
        orders_in_scope.week in (cast(:week as integer), cast(:prior_week as integer), cast(:year_ago_week as integer))
        and orders_in_scope.age_days = 0
        and customers_in_scope.acquisition_known
    group by 1, 2, 3, 4

),

last_touches as (

    select
        acquired.customer_id,
        max_by(
            touchpoints_in_scope.is_paid,
            row(
                touchpoints_in_scope.occurred_at,
                touchpoints_in_scope.channel,
                cast(touchpoints_in_scope.is_paid as integer)
            )
        ) as is_paid
    from acquired
    inner join touchpoints_in_scope
        on acquired.customer_id = touchpoints_in_scope.customer_id
    where touchpoints_in_scope.touch_date >= date_add('day', -30, acquired.acquired_date)
    group by 1

),

bought_channels as (

    select
        week,
        channel
    from marketing_spend_in_scope
    where
        purpose = 'acquisition'
        and cost_type = 'media'
    group by 1, 2
    having sum(amount_minor) > 0

)

select
    'paid-first-time-customers' as measure,
    acquired.week as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    1 as amount
from acquired
left join last_touches
    on acquired.customer_id = last_touches.customer_id
left join bought_channels
    on
        acquired.week = bought_channels.week
        and acquired.entry_channel = bought_channels.channel
where
    (:touchpoints = 'yes' and last_touches.is_paid)
    or (:touchpoints = 'no' and bought_channels.channel is not null)
