-- grain: one row per period of shared costs, driver and customer in scope, or guests as one: orders placed or tickets opened in it
with

shared_periods as (

    select distinct
        period_start_date,
        cost_date
    from serving_costs
    where bearer = ''

),

activity as (

    select
        'orders' as driver,
        customer_id,
        order_date as activity_date
    from orders_in_scope
    union all
    select
        'tickets' as driver,
        customers_in_scope.customer_id,
        cast(at_timezone(support_tickets.opened_at at time zone 'UTC', :time_zone) as date) as activity_date
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
    activity.driver,
    activity.customer_id,
    count(*) as units
from shared_periods
inner join activity
    on activity.activity_date between shared_periods.period_start_date and shared_periods.cost_date
group by 1, 2, 3, 4
