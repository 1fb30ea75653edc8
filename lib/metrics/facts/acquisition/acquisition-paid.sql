-- grain: one row per week and new customer whose last step before the first order was paid for
with

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

),

credited as (

    select
        acquired.customer_id,
        sum(attribution_in_scope.weight) as weight,
        sum(case
            when coalesce(attribution_in_scope.is_paid, bought_channels.channel is not null)
                then attribution_in_scope.weight
        end) as paid_weight
    from acquired
    inner join attribution_in_scope
        on acquired.customer_id = attribution_in_scope.customer_id
    left join bought_channels
        on
            acquired.week = bought_channels.week
            and attribution_in_scope.channel = bought_channels.channel
    group by 1

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
left join credited
    on acquired.customer_id = credited.customer_id
left join bought_channels
    on
        acquired.week = bought_channels.week
        and acquired.entry_channel = bought_channels.channel
where
    (:credit = 'attribution' and 2 * credited.paid_weight > credited.weight)
    or (:credit = 'touchpoints' and last_touches.is_paid)
    or (:credit = 'orders' and bought_channels.channel is not null)
