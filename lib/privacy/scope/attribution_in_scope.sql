-- grain: one row per customer in scope, attribution model and channel: the share of the customer that the channel is given, and whether it is paid for
select
    customers_in_scope.customer_id,
    attribution.model,
    attribution.channel,
    cast(sum(attribution.weight) as decimal(20, 8)) as weight,
    bool_or(attribution.is_paid) as is_paid
from attribution
left join customers
    on attribution.customer_id = customers.customer_id
inner join customers_in_scope
    on coalesce(customers.merged_into, attribution.customer_id) = customers_in_scope.buyer_id
group by 1, 2, 3
