-- grain: one row per customer and cohort month, with the day of the order that made the customer a member
with

entries as (

    select
        orders_in_scope.customer_id,
        customers_in_scope.acquired_date,
        customers_in_scope.acquisition_known,
        case :unit
            when 'calendar'
                then year(orders_in_scope.order_date) * 12 + month(orders_in_scope.order_date) - 1
            else orders_in_scope.month
        end as cohort,
        min(orders_in_scope.order_date) as entry_date
    from orders_in_scope
    inner join customers_in_scope
        on orders_in_scope.customer_id = customers_in_scope.customer_id
    where
        cast(:minimum_order as bigint) = 0
        or orders_in_scope.net_minor >= cast(:minimum_order as bigint)
    group by 1, 2, 3, 4

),

turns as (

    select
        entries.*,
        row_number() over (partition by customer_id order by entry_date) as turn
    from entries

)

select
    customer_id,
    cohort,
    entry_date
from turns
where
    cohort between cast(:first_cohort as integer) and cast(:last_cohort as integer)
    and case :entry
        when 'recurring' then true
        when 'first_matching' then acquisition_known and turn = 1
        when 'first_ever' then acquisition_known and turn = 1 and entry_date = acquired_date
    end
