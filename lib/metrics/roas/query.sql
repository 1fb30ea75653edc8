-- grain: one row per measure and customer won in the reported week, by entry channel: who came and what they bought in it
with

won as (

    select
        movements_in_scope.customer_id,
        cast(sum(movements_in_scope.sales - movements_in_scope.refunds) as bigint) as net_sales
    from movements_in_scope
    inner join customers_in_scope
        on movements_in_scope.customer_id = customers_in_scope.customer_id
    where
        movements_in_scope.week = cast(:week as integer)
        and customers_in_scope.acquisition_known
    group by 1
    having min(case when movements_in_scope.orders > 0 then movements_in_scope.age_days end) = 0

),

entries as (

    select
        customer_id,
        segment as channel
    from audiences_in_scope
    where scheme = 'channel'
    union all
    select
        customer_id,
        coalesce(entry_channel, 'unknown') as channel
    from customers_in_scope
    where :channel_registered = 'no'

)

select
    listed.measure,
    cast(:week as integer) as period,
    'channel' as scheme,
    entries.channel as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'first-time-customers' then 1
        when 'attributed-net-sales' then won.net_sales
    end as amount
from won
inner join entries
    on won.customer_id = entries.customer_id
cross join unnest(split('first-time-customers,attributed-net-sales', ',')) as listed(measure)
