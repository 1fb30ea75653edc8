-- grain: one row per customer, measure and quarter close: of invoices due in the year that ended 180 days before, what was unpaid at each age
-- An invoice reaches a bucket unpaid on its last day before it. What is unpaid 180 days past due is lost, written off or not.
with

ages as (

    select
        bucket,
        after_days,
        until_days
    from (
        values
        ('current', -36500, 0),
        ('1-30', 0, 30),
        ('31-60', 30, 60),
        ('61-90', 60, 90),
        ('over-90', 90, 180),
        ('lost', 180, 36500)
    ) as listed(bucket, after_days, until_days)

),

claims as (

    select
        invoices_in_scope.customer_id,
        month_closes.period,
        ages.bucket,
        invoices_in_scope.billed_minor,
        case
            when date_diff('day', invoices_in_scope.due_date, invoices_in_scope.paid_date) <= ages.after_days
                then invoices_in_scope.paid_minor
            else 0
        end as before_minor,
        case
            when date_diff('day', invoices_in_scope.due_date, invoices_in_scope.paid_date) <= ages.until_days
                then invoices_in_scope.paid_minor
            else 0
        end as until_minor
    from invoices_in_scope
    inner join month_closes
        on
            invoices_in_scope.due_date >= date_add('day', -545, month_closes.ends)
            and invoices_in_scope.due_date < date_add('day', -180, month_closes.ends)
    cross join ages
    where coalesce(invoices_in_scope.disputed_date >= month_closes.ends, true)

)

select
    claims.customer_id,
    listed.kind || claims.bucket as measure,
    claims.period,
    cast(
        sum(
            case listed.kind
                when 'reached-' then claims.billed_minor - claims.before_minor
                else claims.until_minor - claims.before_minor
            end
        ) as bigint
    ) as amount
from claims
cross join unnest(split('reached-,paid-in-', ',')) as listed(kind)
where listed.kind = 'reached-' or claims.bucket <> 'lost'
group by 1, 2, 3
