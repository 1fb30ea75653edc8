-- grain: one row per customer or guest order, week, measure and cause: by how much the week has changed since it was released
-- `all` is the change whatever its cause, and `now` is no change but what the week holds today.
with

moves as (

    select
        1 as direction,
        movements_in_scope.*
    from movements_in_scope
    union all
    select
        -1 as direction,
        released_movements_in_scope.*
    from released_movements_in_scope

),

amounts as (

    select
        moves.*,
        listed.measure,
        case listed.measure
            when 'net-sales' then sales - refunds
            when 'shipping' then shipping
            when 'net-revenue' then sales - refunds + shipping
            when 'variable-costs' then cogs + fulfilment
            when 'contribution' then contribution
        end as amount
    from moves
    cross join unnest(split(:measures, ',')) as listed(measure)
    where week between cast(:first_week as integer) and cast(:last_week as integer)

),

changes as (

    select
        week,
        customer_id,
        guest_order_id,
        measure,
        case
            when orders = 0 then case when sum(direction * refunds) > 0 then 'late-refunds' else 'other' end
            when sum(direction) > 0 then 'late-orders'
            else 'other'
        end as cause,
        cast(sum(direction * amount) as bigint) as change,
        cast(sum(case direction when 1 then amount else 0 end) as bigint) as today
    from amounts
    group by week, customer_id, guest_order_id, measure, orders

)

select
    changes.measure,
    changes.week as period,
    case listed.place when 1 then changes.cause when 2 then 'all' else 'now' end as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(sum(case listed.place when 3 then changes.today else changes.change end) as bigint) as amount
from changes
cross join (values (1), (2), (3)) as listed(place)
group by 1, 2, 3, changes.customer_id, changes.guest_order_id
