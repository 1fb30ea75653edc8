-- grain: one row per invoice that charges more than it takes back
with

lines as (

    select *
    from invoice_lines

)

select
    lines."Invoice" as order_id,
    cast(cast(max(lines."Customer ID") as bigint) as varchar) as customer_id,
    cast(min(lines."InvoiceDate") as timestamp) as ordered_at,
    cast(sum(lines."Quantity" * cast(lines."Price" as decimal(18, 4))) as decimal(18, 4)) as net_amount,
    'GBP' as currency,
    min(lines."Country") as country
from lines
group by lines."Invoice"
having sum(lines."Quantity" * cast(lines."Price" as decimal(18, 4))) > 0
