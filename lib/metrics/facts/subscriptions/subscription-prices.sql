-- grain: one row per customer and window: what prices that stayed are worth more at new rates, and why the last to end did
-- Of a price that changed the part that stayed is the lower one: what is lost goes at the old rate, what is added comes at the new.
with

prices as (

    select
        windows.grain,
        windows.period,
        windows.opens,
        changes.customer_id,
        changes.subscription_number,
        max_by(changes.price, changes.change_number) filter (where changes.change_date < windows.opens) as opening_price,
        max_by(changes.rate, changes.change_number) filter (where changes.change_date < windows.opens) as opening_rate,
        max_by(changes.currency, changes.change_number) filter (where changes.change_date < windows.opens) as opening_currency,
        max_by(changes.price, changes.change_number) as price,
        max_by(changes.rate, changes.change_number) as rate,
        max_by(changes.currency, changes.change_number) as currency,
        max(changes.change_date) as change_date,
        max_by(changes.change_reason, changes.change_number) as change_reason
    from windows
    inner join subscription_changes_in_scope as changes
        on changes.change_date < windows.ends
    group by 1, 2, 3, 4, 5

),

parts as (

    select
        *,
        case
            when price > 0 and currency = opening_currency
                then cast(least(price, opening_price) * (rate - opening_rate) * cast(:minor_units as integer) as bigint)
        end as revalued,
        case
            when price > 0 or change_date < opens then ''
            when change_reason = 'unknown' then 'unknown-reason'
            when change_reason in ('payment-failed', 'past-due', 'card-expired', 'uncollectible', 'involuntary')
                then 'involuntary'
            else 'voluntary'
        end as exit_reason
    from prices

)

select
    grain,
    period,
    customer_id,
    coalesce(sum(revalued), 0) as revalued,
    max_by(exit_reason, row(exit_reason <> '', change_date, exit_reason)) as exit_reason
from parts
group by 1, 2, 3
