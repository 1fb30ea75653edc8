-- grain: one row per loyalty tier at the close before and at this close: members, and of them those who ordered in between
with

held as (

    select
        customer_id,
        max_by(
            case
                when from_date < cast(:opens as date) and coalesce(to_date, cast(:opens as date)) >= cast(:opens as date)
                    then tier
            end,
            row(
                from_date < cast(:opens as date) and coalesce(to_date, cast(:opens as date)) >= cast(:opens as date),
                from_date,
                tier
            )
        ) as tier_before,
        max_by(
            case when coalesce(to_date, cast(:closes as date)) >= cast(:closes as date) then tier end,
            row(coalesce(to_date, cast(:closes as date)) >= cast(:closes as date), from_date, tier)
        ) as tier_now
    from loyalty_tiers_in_scope
    where from_date < cast(:closes as date)
    group by 1

),

ordered as (

    select customer_id
    from orders_in_scope
    where
        order_date >= cast(:opens as date)
        and order_date < cast(:closes as date)
        and customer_id is not null
    group by 1

)

select
    coalesce(held.tier_before, 'none') as tier_before,
    coalesce(held.tier_now, 'none') as tier_now,
    count(*) as customers,
    count(ordered.customer_id) as ordering
from held
left join ordered
    on held.customer_id = ordered.customer_id
where
    held.tier_before is not null
    or held.tier_now is not null
group by 1, 2
order by 1, 2
