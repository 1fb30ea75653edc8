-- grain: one row per measure and entry channel: customers won in the reported week and what they bought in it
with

won as (

    select
        movements_in_scope.customer_id,
        sum(movements_in_scope.sales - movements_in_scope.refunds) as net_sales
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

),

measured as (

    select
        entries.channel,
        listed.measure,
        case listed.measure
            when 'first-time-customers' then 1
            when 'attributed-net-sales' then won.net_sales
        end as amount
    from won
    inner join entries
        on won.customer_id = entries.customer_id
    cross join unnest(split('first-time-customers,attributed-net-sales', ',')) as listed(measure)

)

select
    measure,
    cast(:week as integer) as period,
    'channel' as scheme,
    channel as segment,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by measure, channel
order by measure, channel
