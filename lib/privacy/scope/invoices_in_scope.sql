-- grain: one row per invoice before the cut of a customer in scope that is not void: when what of it was owed and paid, in minor units
-- The rate is that of the day of issue; without one the invoice is not known. Credits, and payments without a date, count from the issue.
with

billed as (

    select
        customers_in_scope.customer_id,
        invoices.currency,
        cast(at_timezone(invoices.issued_at at time zone 'UTC', :time_zone) as date) as issued_date,
        cast(at_timezone(invoices.due_at at time zone 'UTC', :time_zone) as date) as due_date,
        cast(at_timezone(invoices.paid_at at time zone 'UTC', :time_zone) as date) as paid_date,
        cast(at_timezone(invoices.written_off_at at time zone 'UTC', :time_zone) as date) as written_off_date,
        cast(at_timezone(invoices.disputed_at at time zone 'UTC', :time_zone) as date) as disputed_date,
        coalesce(invoices.status, 'open') as status,
        invoices.amount_paid,
        greatest(invoices.amount - coalesce(invoices.credited, 0), 0) as amount
    from invoices
    left join customers
        on invoices.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, invoices.customer_id) = customers_in_scope.buyer_id
    where
        invoices.issued_at < cast(:as_of_utc as timestamp)
        and coalesce(invoices.status, 'open') <> 'void'

),

-- Paid without an amount is paid in full; more than that is no claim against us.
priced as (

    select
        billed.*,
        least(
            coalesce(
                billed.amount_paid,
                case when billed.status = 'paid' or billed.paid_date is not null then billed.amount else 0 end
            ),
            billed.amount
        ) as paid,
        cast(
            case
                when billed.currency = :reporting_currency then 1
                else spot_rates.rate
            end * cast(:minor_units as integer) as decimal(20, 8)
        ) as minor_rate
    from billed
    left join spot_rates
        on
            billed.currency = spot_rates.base
            and billed.issued_date = spot_rates.rate_date

)

select
    customer_id,
    issued_date,
    due_date,
    coalesce(paid_date, issued_date) as paid_date,
    coalesce(written_off_date, case when status = 'uncollectible' then due_date end) as written_off_date,
    disputed_date,
    cast(amount * minor_rate as bigint) as billed_minor,
    cast(paid * minor_rate as bigint) as paid_minor
from priced
where minor_rate is not null
