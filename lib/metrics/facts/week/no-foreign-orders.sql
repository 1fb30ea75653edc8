-- grain: no row, for nobody orders in a foreign currency where no exchange rates are supplied
select
    cast(null as integer) as customer_id,
    cast(null as varchar) as guest_order_id,
    0 as currency_effect
where 1 = 0
