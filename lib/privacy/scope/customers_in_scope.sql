-- grain: one row per customer with a paid order before the cut who may be processed for :purpose
with

paid_orders as (

    select
        coalesce(customers.merged_into, orders.customer_id) as customer_id,
        orders.order_id,
        orders.ordered_at,
        coalesce(orders.channel, '') as channel,
        coalesce(orders.country, '') as country
    from orders
    left join customers
        on orders.customer_id = customers.customer_id
    where
        orders.customer_id is not null
        and coalesce(orders.status, 'paid') = 'paid'
        and orders.cancelled_at is null
        and not coalesce(orders.is_test, false)
        and orders.ordered_at < cast(:as_of_utc as timestamp)

),

first_orders as (

    select
        customer_id,
        min(ordered_at) as acquired_at,
        nullif(min_by(channel, row(ordered_at, order_id)), '') as channel,
        nullif(min_by(country, row(ordered_at, order_id)), '') as country
    from paid_orders
    group by customer_id

),

history as (

    select min(acquired_at) as starts_at
    from first_orders

),

consent as (

    select
        customer_id,
        max_by(status, row(effective_at, case when status = 'granted' then 0 else 1 end)) as status
    from consents
    where
        purpose = :purpose
        and (status <> 'granted' or effective_at < cast(:as_of_utc as timestamp))
    group by customer_id

)

select
    first_orders.customer_id,
    calendar.calendar_date as acquired_date,
    calendar.month as acquired_month,
    first_orders.channel as entry_channel,
    coalesce(customers.country, first_orders.country) as country,
    customers.type,
    :history_complete = 'yes'
    or first_orders.acquired_at >= history.starts_at + interval '365' day as acquisition_known
from first_orders
cross join history
inner join calendar
    on
        cast((first_orders.acquired_at at time zone 'UTC') at time zone :time_zone as date)
        = calendar.calendar_date
left join customers
    on first_orders.customer_id = customers.customer_id
left join consent
    on first_orders.customer_id = consent.customer_id
where
    (:lawful_basis = 'declared' or consent.status = 'granted')
    and not coalesce(customers.is_internal, false)
    and (
        :regions = 'any'
        or coalesce(customers.country, first_orders.country, '') in (
            select listed.region
            from unnest(split(:regions, ',')) as listed(region)
        )
    )
    and first_orders.customer_id not in (
        select erasures.customer_id
        from erasures
        where erasures.customer_id is not null
    )
