-- grain: one row: customers with a recent order, and those of them without any consent state for the purpose
with

merged as (

    select
        customer_id,
        merged_into
    from customers
    where merged_into is not null

),

buyers as (

    select distinct coalesce(merged.merged_into, orders.customer_id) as customer_id
    from orders
    left join merged
        on orders.customer_id = merged.customer_id
    where
        orders.customer_id is not null
        and orders.ordered_at >= cast(:recent_from_utc as timestamp)
        and orders.ordered_at < cast(:as_of_utc as timestamp)

),

unknown_buyers as (

    select customer_id
    from buyers
    where
        customer_id not in (
            select customer_id
            from consents
            where
                customer_id is not null
                and purpose = :purpose
                and effective_at < cast(:as_of_utc as timestamp)
        )

)

select
    (select count(*) from buyers) as buyers,
    (select count(*) from unknown_buyers) as without_state
