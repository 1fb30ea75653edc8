-- grain: one row per order of a Shopify orders export: money, and whether its prices include tax
with

-- the first row of an order bears its totals; the rows of its other line items leave them empty
heads as (

    select distinct
        "Name" as order_name,
        coalesce("Id", "Name") as order_id,
        nullif(lower(trim("Email")), '') as email,
        "Created at" as created_at,
        "Cancelled at" as cancelled_at,
        lower("Financial Status") as financial_status,
        "Payment Method" as payment_method,
        "Currency" as currency,
        "Source" as channel,
        coalesce("Shipping Country", "Billing Country") as country,
        try_cast(trim("Subtotal") as decimal(18, 4)) as subtotal,
        try_cast(trim("Discount Amount") as decimal(18, 4)) as discount,
        coalesce(try_cast(trim("Shipping") as decimal(18, 4)), 0) as shipping,
        try_cast(trim("Taxes") as decimal(18, 4)) as taxes,
        try_cast(trim("Total") as decimal(18, 4)) as total
    from orders
    where coalesce("Financial Status", "Currency", "Subtotal", "Total") is not null

),

-- the export does not say where tax stands, but the sum does
compared as (

    select
        *,
        taxes > 0 and total = subtotal + shipping as tax_inside,
        taxes > 0 and total = subtotal + shipping + taxes as tax_on_top
    from heads

),

-- tips, duties and discounts of shipping blur the sum of an order: it is then as most orders of the export
judged as (

    select
        *,
        case
            when tax_inside then true
            when tax_on_top or taxes = 0 then false
            else count_if(tax_inside) over () > count_if(tax_on_top) over ()
        end as prices_include_tax
    from compared

)

select
    order_name,
    order_id,
    email,
    created_at,
    cancelled_at,
    financial_status,
    payment_method,
    currency,
    channel,
    country,
    shipping,
    taxes,
    total - shipping as goods_with_tax,
    case when prices_include_tax then subtotal - taxes else subtotal end as net_amount,
    case when not prices_include_tax then discount end as discount_amount
from judged
