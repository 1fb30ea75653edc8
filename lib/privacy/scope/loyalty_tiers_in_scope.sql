-- grain: one row per customer in scope and stretch of days in one loyalty tier; `to_date` is exclusive, null while it lasts
select
    customers_in_scope.customer_id,
    loyalty_tiers.tier,
    cast(at_timezone(loyalty_tiers.valid_from at time zone 'UTC', :time_zone) as date) as from_date,
    cast(at_timezone(loyalty_tiers.valid_to at time zone 'UTC', :time_zone) as date) as to_date
from loyalty_tiers
left join customers
    on loyalty_tiers.customer_id = customers.customer_id
inner join customers_in_scope
    on coalesce(customers.merged_into, loyalty_tiers.customer_id) = customers_in_scope.buyer_id
where loyalty_tiers.valid_from < cast(:as_of_utc as timestamp)
