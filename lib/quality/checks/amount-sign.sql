-- grain: one row: recent rows with an amount below 0 where the contract says positive
with

lowest_amounts as (

    select
        least(
            net_amount,
            coalesce(gross_amount, 0),
            coalesce(discount_amount, 0),
            coalesce(shipping_charged, 0),
            coalesce(tax_amount, 0),
            coalesce(gift_card_paid, 0),
            coalesce(cogs_amount, 0),
            coalesce(fulfilment_cost, 0),
            coalesce(payment_fee, 0)
        ) as lowest
    from orders
    where
        ordered_at >= cast(:recent_from_utc as timestamp)
        and ordered_at < cast(:as_of_utc as timestamp)
    union all
    select amount as lowest
    from refunds
    where
        refunded_at >= cast(:recent_from_utc as timestamp)
        and refunded_at < cast(:as_of_utc as timestamp)
    union all
    select amount as lowest
    from marketing_spend
    where
        spend_date >= cast(cast(:recent_from_utc as timestamp) as date)
        and spend_date < cast(:as_of as date)

)

select count_if(lowest < 0) as negative
from lowest_amounts
