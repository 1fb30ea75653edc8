-- grain: one row per customer or guest order, line of the ladder and window: what they moved in it
with

windows as (

    select
        cast(split_part(listed.spelled, ':', 1) as integer) as place,
        cast(split_part(listed.spelled, ':', 2) as date) as opens,
        cast(split_part(listed.spelled, ':', 3) as date) as closes
    from unnest(split(:windows, ',')) as listed(spelled)

)

select
    listed.line as measure,
    windows.place as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(
        sum(
            case listed.line
                when 'net-sales' then sales - refunds
                when 'net-revenue' then sales - refunds + shipping
                when 'contribution' then contribution
            end
        ) as bigint
    ) as amount
from movements_in_scope
inner join windows
    on movement_date >= windows.opens and movement_date < windows.closes
cross join unnest(split(:lines, ',')) as listed(line)
group by windows.place, listed.line, movements_in_scope.customer_id, movements_in_scope.guest_order_id
