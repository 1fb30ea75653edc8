-- grain: one row per active subscriber and month close: what they pay a month, and what they paid 90 days before
with

prices as (

    select
        month_closes.period,
        month_closes.ends,
        subscriptions_in_scope.customer_id,
        max_by(subscriptions_in_scope.mrr_minor, subscriptions_in_scope.change_date) as mrr_minor,
        max_by(
            subscriptions_in_scope.mrr_minor,
            case
                when subscriptions_in_scope.change_date < date_add('day', -90, month_closes.ends)
                    then subscriptions_in_scope.change_date
            end
        ) as before_minor
    from subscriptions_in_scope
    inner join month_closes
        on subscriptions_in_scope.change_date < month_closes.ends
    group by 1, 2, 3

)

select
    period,
    ends,
    customer_id,
    mrr_minor,
    before_minor
from prices
where mrr_minor > 0
