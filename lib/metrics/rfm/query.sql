-- grain: one row per recency, frequency and monetary score: customers who have them at the close
with

histories as (

    select
        customer_id,
        max(case when orders > 0 then movement_date end) as last_order,
        sum(orders) as orders,
        sum(sales - refunds) as net_sales
    from movements_in_scope
    where
        customer_id is not null
        and movement_date < cast(:close_date as date)
    group by customer_id
    having sum(orders) > 0

),

ranked as (

    select
        last_order,
        orders,
        net_sales,
        count(*) over () as customers,
        row_number() over (order by last_order) as recency_place,
        row_number() over (order by net_sales) as monetary_place,
        count(*) over (partition by orders > 1) as peers,
        row_number() over (partition by orders > 1 order by orders) as frequency_place
    from histories

),

bounds as (

    select
        min(case when 3 * recency_place > customers then last_order end) as recency_2,
        min(case when 3 * recency_place > 2 * customers then last_order end) as recency_3,
        min(case when orders > 1 and 3 * frequency_place > peers then orders end) as frequency_2,
        min(case when orders > 1 and 3 * frequency_place > 2 * peers then orders end) as frequency_3,
        min(case when 3 * monetary_place > customers then net_sales end) as monetary_2,
        min(case when 3 * monetary_place > 2 * customers then net_sales end) as monetary_3
    from ranked

),

scored as (

    select
        case
            when last_order >= recency_3 then 3
            when last_order >= recency_2 then 2
            else 1
        end as recency,
        case
            when orders >= frequency_3 then 3
            when orders >= frequency_2 then 2
            else 1
        end as frequency,
        case
            when net_sales >= monetary_3 then 3
            when net_sales >= monetary_2 then 2
            else 1
        end as monetary
    from histories
    cross join bounds

)

select
    recency,
    frequency,
    monetary,
    count(*) as customers
from scored
group by 1, 2, 3
order by 1, 2, 3
