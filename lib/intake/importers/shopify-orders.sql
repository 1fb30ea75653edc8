-- grain: one row per order; a customer is named after the first order of the same address, which goes no further
select
    order_id,
    case
        when email is not null
            then 'buyer-of-' || first_value(order_id) over (partition by email order by created_at, order_id)
    end as customer_id,
    -- 2026-01-31 09:30:00 -0500
    replace(replace(replace(created_at, ' UTC', 'Z'), ' +', '+'), ' -', '-') as ordered_at,
    replace(replace(replace(cancelled_at, ' UTC', 'Z'), ' +', '+'), ' -', '-') as cancelled_at,
    currency,
    net_amount,
    discount_amount,
    shipping as shipping_charged,
    taxes as tax_amount,
    case
        when financial_status in ('paid', 'refunded', 'partially_refunded') then 'paid'
        when financial_status in ('pending', 'authorized', 'partially_paid', 'unpaid') then 'pending'
        when financial_status in ('voided', 'expired') then 'void'
        else coalesce(financial_status, 'unknown')
    end as status,
    coalesce(lower(payment_method) like '%bogus%', false) as is_test,
    channel,
    country
from order_totals
