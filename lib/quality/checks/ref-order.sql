-- grain: one row: recent refunds, and those whose order exists
with

refunded as (

    select
        order_id,
        count(*) as refunds
    from refunds
    where
        refunded_at >= cast(:recent_from_utc as timestamp)
        and refunded_at < cast(:as_of_utc as timestamp)
    group by order_id

)

select
    sum(refunded.refunds) as refunds,
    sum(case when orders.order_id is not null then refunded.refunds else 0 end) as matched
from refunded
left join orders
    on refunded.order_id = orders.order_id
