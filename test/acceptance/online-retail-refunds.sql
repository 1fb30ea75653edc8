-- grain: one row per cancellation invoice: a refund of the customer's latest order that is large enough to hold it
with

invoices as (

    select
        "Invoice" as invoice,
        cast(max("Customer ID") as bigint) as customer,
        cast(min("InvoiceDate") as timestamp) as invoiced_at,
        cast(sum("Quantity" * cast("Price" as decimal(18, 4))) as decimal(18, 4)) as amount
    from invoice_lines
    group by "Invoice"

),

cancellations as (

    select *
    from invoices
    where
        invoice like 'C%'
        and amount < 0

),

candidates as (

    select
        cancellations.invoice,
        cancellations.invoiced_at,
        -cancellations.amount as amount,
        max_by(orders.invoice, row(orders.invoiced_at, orders.invoice)) as order_id
    from cancellations
    left join invoices as orders
        on
            cancellations.customer = orders.customer
            and cancellations.invoiced_at >= orders.invoiced_at
            and orders.amount >= -cancellations.amount
    group by 1, 2, 3

),

running as (

    select
        candidates.*,
        orders.amount as ordered,
        sum(candidates.amount) over (
            partition by candidates.order_id
            order by candidates.invoiced_at, candidates.invoice
        ) as refunded
    from candidates
    left join invoices as orders
        on candidates.order_id = orders.invoice

)

select
    invoice as refund_id,
    -- what no order can hold names its own invoice: a refund without an order
    case when refunded <= ordered then order_id else invoice end as order_id,
    invoiced_at as refunded_at,
    amount,
    'GBP' as currency,
    'cancel' as kind
from running
