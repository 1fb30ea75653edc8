-- grain: one row per customer, month close and flag of a cancellation that may come
with

notices as (

    select
        month_closes.period,
        month_closes.ends,
        subscription_notices_in_scope.customer_id,
        subscription_notices_in_scope.status,
        subscription_notices_in_scope.requested_date,
        subscription_notices_in_scope.ends_date
    from subscription_notices_in_scope
    inner join month_closes
        on
            subscription_notices_in_scope.change_date < month_closes.ends
            and coalesce(subscription_notices_in_scope.until_date >= month_closes.ends, true)
    where not subscription_notices_in_scope.is_end

)

select
    notices.period,
    notices.customer_id,
    listed.flag
from notices
cross join unnest(split('notice,scheduled-end,failed-payment', ',')) as listed(flag)
where
    case listed.flag
        when 'notice' then notices.requested_date < notices.ends or notices.status = 'cancelled'
        when 'scheduled-end' then notices.ends_date >= notices.ends
        else notices.status = 'past_due'
    end
union
select
    month_closes.period,
    invoices_in_scope.customer_id,
    'failed-payment' as flag
from invoices_in_scope
inner join month_closes
    on invoices_in_scope.due_date < date_add('day', -31, month_closes.ends)
where
    coalesce(invoices_in_scope.written_off_date >= month_closes.ends, true)
    and coalesce(invoices_in_scope.disputed_date >= month_closes.ends, true)
    and (
        invoices_in_scope.paid_date >= month_closes.ends
        or invoices_in_scope.paid_minor < invoices_in_scope.billed_minor
    )
union
select
    period,
    customer_id,
    'downgrade' as flag
from subscribers
where mrr_minor < before_minor
union
select
    subscribers.period,
    subscribers.customer_id,
    'quiet' as flag
from subscribers
inner join purchase_days_in_scope
    on
        subscribers.customer_id = purchase_days_in_scope.customer_id
        and purchase_days_in_scope.order_date < subscribers.ends
inner join gap_limits
    on subscribers.period = gap_limits.period
group by subscribers.period, subscribers.customer_id, subscribers.ends, gap_limits.days
having date_diff('day', max(purchase_days_in_scope.order_date), subscribers.ends) - 1 > gap_limits.days
