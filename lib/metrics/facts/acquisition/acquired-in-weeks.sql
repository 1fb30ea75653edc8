-- grain: one row per customer whose first order is in one of the compared weeks
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
