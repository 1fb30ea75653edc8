-- grain: one row per change before the cut of a subscription of a customer in scope: what it tells of an end, until the next change
with

delivered as (

    select
        customers_in_scope.customer_id,
        subscriptions.subscription_id,
        subscriptions.effective_at,
        coalesce(subscriptions.status, 'active') as status,
        subscriptions.mrr_before > 0
        and (subscriptions.mrr_after = 0 or coalesce(subscriptions.status, 'active') = 'ended') as is_end,
        nullif(subscriptions.reason, 'unknown') as reason,
        subscriptions.competitor,
        cast(at_timezone(subscriptions.effective_at at time zone 'UTC', :time_zone) as date) as change_date,
        cast(at_timezone(subscriptions.cancel_requested_at at time zone 'UTC', :time_zone) as date) as requested_date,
        cast(at_timezone(subscriptions.ended_at at time zone 'UTC', :time_zone) as date) as ends_date
    from subscriptions
    left join customers
        on subscriptions.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, subscriptions.customer_id) = customers_in_scope.buyer_id
    where subscriptions.effective_at < cast(:as_of_utc as timestamp)

)

-- A reason or competitor that was given with the request holds for the end that follows it.
select
    delivered.customer_id,
    delivered.change_date,
    calendar.month,
    lead(delivered.change_date) over (
        partition by delivered.customer_id, delivered.subscription_id order by delivered.effective_at
    ) as until_date,
    delivered.status,
    delivered.is_end,
    delivered.requested_date,
    delivered.ends_date,
    coalesce(
        delivered.reason,
        lag(delivered.reason) over (
            partition by delivered.customer_id, delivered.subscription_id order by delivered.effective_at
        )
    ) as reason,
    coalesce(
        delivered.competitor,
        lag(delivered.competitor) over (
            partition by delivered.customer_id, delivered.subscription_id order by delivered.effective_at
        )
    ) as competitor
from delivered
inner join calendar
    on delivered.change_date = calendar.calendar_date
