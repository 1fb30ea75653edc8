-- grain: one row per customer, measure and month close: what they owed by days past due, and what was sold to them on credit
with

closes as (

    select
        period,
        sales_from,
        ends
    from (
        values
        (cast(:month as integer), cast(:sales_from as date), cast(:month_ends as date)),
        (cast(:prior_month as integer), cast(:prior_sales_from as date), cast(:prior_month_ends as date)),
        (cast(:year_ago_month as integer), cast(:year_ago_sales_from as date), cast(:year_ago_month_ends as date))
    ) as listed(period, sales_from, ends)

),

-- The day that counts is the last one before the close.
claims as (

    select
        invoices_in_scope.customer_id,
        closes.period,
        case
            when invoices_in_scope.disputed_date < closes.ends then 'receivables-disputed'
            when invoices_in_scope.due_date >= date_add('day', -1, closes.ends) then 'receivables-current'
            when invoices_in_scope.due_date >= date_add('day', -31, closes.ends) then 'receivables-1-30'
            when invoices_in_scope.due_date >= date_add('day', -61, closes.ends) then 'receivables-31-60'
            when invoices_in_scope.due_date >= date_add('day', -91, closes.ends) then 'receivables-61-90'
            else 'receivables-over-90'
        end as bucket,
        case
            when invoices_in_scope.written_off_date < closes.ends then 0
            when invoices_in_scope.paid_date < closes.ends then invoices_in_scope.billed_minor - invoices_in_scope.paid_minor
            else invoices_in_scope.billed_minor
        end as open_minor,
        case
            when invoices_in_scope.issued_date >= closes.sales_from then invoices_in_scope.billed_minor
            else 0
        end as sales_minor
    from invoices_in_scope
    inner join closes
        on invoices_in_scope.issued_date < closes.ends

)

select
    claims.customer_id,
    listed.measure,
    claims.period,
    cast(
        sum(
            case listed.measure
                when 'credit-sales' then claims.sales_minor
                when 'receivables' then claims.open_minor
                when claims.bucket then claims.open_minor
                else 0
            end
        ) as bigint
    ) as amount
from claims
cross join unnest(split(:measures, ',')) as listed(measure)
group by 1, 2, 3
