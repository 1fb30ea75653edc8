-- grain: one row per period of shared costs, driver and customer in scope, or guests as one: orders placed or tickets opened in it
with

shared_periods as (

    select distinct
        period_start_date,
        cost_date
    from serving_costs
    where bearer = ''

),

tickets as (

    select
        customers_in_scope.customer_id,
        cast(at_timezone(support_tickets.opened_at at time zone 'UTC', :time_zone) as date) as opened_date
    from support_tickets
    left join customers
        on support_tickets.customer_id = customers.customer_id
    left join customers_in_scope
        on coalesce(customers.merged_into, support_tickets.customer_id) = customers_in_scope.buyer_id
    where support_tickets.customer_id is null or customers_in_scope.customer_id is not null

)

select
    shared_periods.period_start_date,
    shared_periods.cost_date,
    'orders' as driver,
    orders_in_scope.customer_id,
    count(*) as units
from shared_periods
inner join orders_in_scope
    on orders_in_scope.order_date between shared_periods.period_start_date and shared_periods.cost_date
group by 1, 2, 3, 4
union all
select
    shared_periods.period_start_date,
    shared_periods.cost_date,
    'tickets' as driver,
    tickets.customer_id,
    count(*) as units
from shared_periods
inner join tickets
    on tickets.opened_date between shared_periods.period_start_date and shared_periods.cost_date
group by 1, 2, 3, 4
