-- grain: one row per basis, whole months of life and whether it ended: customers by silence of six months, and subscribers by the end of their latest spell
with

last_orders as (

    select
        customer_id,
        max(month) as last_month
    from orders_in_scope
    where customer_id is not null and month <= cast(:month as integer)
    group by 1

),

ordering as (

    select
        'orders' as basis,
        case
            when last_orders.last_month + 6 <= cast(:month as integer)
                then last_orders.last_month + 6 - customers_in_scope.acquired_month
            else cast(:month as integer) - customers_in_scope.acquired_month
        end as periods,
        last_orders.last_month + 6 <= cast(:month as integer) as is_ended
    from customers_in_scope
    inner join last_orders
        on customers_in_scope.customer_id = last_orders.customer_id
    where customers_in_scope.acquisition_known

),

spells as (

    select
        customer_id,
        max(spell_date) as spell_date,
        max(change_date) as last_change_date,
        max_by(mrr_minor, change_date) as mrr_minor
    from subscriptions_in_scope
    where change_date < cast(:cut as date)
    group by 1

),

subscribing as (

    select
        'subscriptions' as basis,
        case
            when mrr_minor > 0 then date_diff('month', spell_date, cast(:cut as date))
            else date_diff('month', spell_date, last_change_date) + 1
        end as periods,
        mrr_minor = 0 as is_ended
    from spells

)

select
    basis,
    cast(periods as integer) as periods,
    is_ended,
    count(*) as customers
from ordering
group by 1, 2, 3
union all
select
    basis,
    cast(periods as integer) as periods,
    is_ended,
    count(*) as customers
from subscribing
group by 1, 2, 3
order by 1, 2, 3
