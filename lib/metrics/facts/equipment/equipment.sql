-- grain: one row per customer, measure and close: how many products are held
with

held as (

    select
        customer_id,
        period,
        count(distinct product_id) as products
    from held_products
    group by 1, 2

)

select
    active_at_close.customer_id,
    listed.measure,
    active_at_close.period,
    case listed.measure
        when 'equipment-customers' then 1
        when 'held-products' then coalesce(held.products, 0)
        when 'multi-equipped' then case when held.products > 1 then 1 else 0 end
    end as amount
from active_at_close
left join held
    on
        active_at_close.customer_id = held.customer_id
        and active_at_close.period = held.period
cross join unnest(split('equipment-customers,held-products,multi-equipped', ',')) as listed(measure)
