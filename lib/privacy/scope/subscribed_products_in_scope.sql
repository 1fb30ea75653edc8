-- grain: one row per stretch in which a subscription of a customer in scope is paid for: the product, first and last day
with

catalogue as (

    select
        product_id,
        max_by(coalesce(family, category), coalesce(valid_from, timestamp '0001-01-01 00:00:00')) as family
    from products
    where coalesce(valid_from, timestamp '0001-01-01 00:00:00') < cast(:as_of_utc as timestamp)
    group by 1

),

changes as (

    select
        subscriptions.*,
        lead(subscriptions.effective_at) over (
            partition by subscriptions.subscription_id order by subscriptions.effective_at
        ) as next_at
    from subscriptions
    where subscriptions.effective_at < cast(:as_of_utc as timestamp)

)

select
    customers_in_scope.customer_id,
    changes.product_id,
    catalogue.family,
    cast(at_timezone(changes.effective_at at time zone 'UTC', :time_zone) as date) as from_date,
    cast(at_timezone(changes.next_at at time zone 'UTC', :time_zone) as date) as until_date
from changes
left join customers
    on changes.customer_id = customers.customer_id
inner join customers_in_scope
    on coalesce(customers.merged_into, changes.customer_id) = customers_in_scope.buyer_id
left join catalogue
    on changes.product_id = catalogue.product_id
where
    changes.product_id is not null
    and changes.mrr_after > 0
    and coalesce(changes.status, 'active') not in ('trial', 'ended')
