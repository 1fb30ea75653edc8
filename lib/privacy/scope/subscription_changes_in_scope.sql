-- grain: one row per change before the cut of a subscription of a customer in scope: its monthly price from then on
-- A subscription that is past due ends on the policy date, 30 days later, unless another change comes before.
with

delivered as (

    select
        customers_in_scope.customer_id,
        subscriptions.subscription_id,
        subscriptions.effective_at,
        coalesce(subscriptions.interval, 'month') as renewal_interval,
        coalesce(subscriptions.status, 'active') as status,
        subscriptions.mrr_after,
        subscriptions.currency,
        subscriptions.reason,
        coalesce(
            lead(subscriptions.effective_at) over (
                partition by customers_in_scope.customer_id, subscriptions.subscription_id
                order by subscriptions.effective_at
            ),
            cast(:as_of_utc as timestamp)
        ) as until_at
    from subscriptions
    left join customers
        on subscriptions.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, subscriptions.customer_id) = customers_in_scope.buyer_id
    where subscriptions.effective_at < cast(:as_of_utc as timestamp)

),

changes as (

    select
        delivered.*,
        case when listed.days > 0 then 'past-due' else coalesce(replace(reason, '_', '-'), 'unknown') end as change_reason,
        case when listed.days > 0 or status in ('trial', 'ended') then 0 else mrr_after end as price,
        effective_at + listed.days * interval '1' day as changed_at
    from delivered
    cross join (values (0), (30)) as listed(days)
    where
        listed.days = 0
        or (status = 'past_due' and effective_at + listed.days * interval '1' day < until_at)

),

dated as (

    select
        changes.*,
        cast(at_timezone(changed_at at time zone 'UTC', :time_zone) as date) as change_date
    from changes

)

-- A price in a currency without a rate that day is not known; that there is none any more needs no rate.
select
    dated.customer_id,
    dense_rank() over (partition by dated.customer_id order by dated.subscription_id) as subscription_number,
    row_number() over (partition by dated.customer_id, dated.subscription_id order by dated.changed_at) as change_number,
    dated.change_date,
    dated.renewal_interval,
    dated.currency,
    dated.price,
    cast(case when dated.currency = :reporting_currency then 1 else spot_rates.rate end as decimal(18, 8)) as rate,
    cast(
        dated.price * cast(
            case
                when dated.price = 0 or dated.currency = :reporting_currency then 1
                else spot_rates.rate
            end * cast(:minor_units as integer) as decimal(20, 8)
        ) as bigint
    ) as mrr_minor,
    dated.change_reason
from dated
left join spot_rates
    on dated.currency = spot_rates.base and dated.change_date = spot_rates.rate_date
where dated.price = 0 or dated.currency = :reporting_currency or spot_rates.rate is not null
