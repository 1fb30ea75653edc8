-- grain: one row per recency, frequency and monetary score: customers who have them at the close
with

histories as (

    select
        customer_id,
        date_diff('day', date '1970-01-01', max(case when orders > 0 then movement_date end)) as last_order,
        cast(sum(orders) as bigint) as orders,
        cast(sum(sales - refunds) as bigint) as net_sales
    from movements_in_scope
    where customer_id is not null and movement_date < cast(:close_date as date)
    group by customer_id
    having sum(orders) > 0

),

traits as (

    select
        listed.trait,
        case listed.trait
            when 'recency' then last_order
            when 'frequency' then orders
            else net_sales
        end as value,
        count(*) as customers
    from histories
    cross join unnest(split('recency,frequency,monetary', ',')) as listed(trait)
    where listed.trait <> 'frequency' or orders > 1
    group by 1, 2

),

ranked as (

    select
        trait,
        value,
        3 * sum(customers) over (partition by trait order by value) as place,
        sum(customers) over (partition by trait) as peers
    from traits

),

bounds as (

    select
        min(case when trait = 'recency' and place > peers then value end) as recency_2,
        min(case when trait = 'recency' and place > 2 * peers then value end) as recency_3,
        min(case when trait = 'frequency' and place > peers then value end) as frequency_2,
        min(case when trait = 'frequency' and place > 2 * peers then value end) as frequency_3,
        min(case when trait = 'monetary' and place > peers then value end) as monetary_2,
        min(case when trait = 'monetary' and place > 2 * peers then value end) as monetary_3
    from ranked

)

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
    end as monetary,
    count(*) as customers
from histories
cross join bounds
group by 1, 2, 3
order by 1, 2, 3
