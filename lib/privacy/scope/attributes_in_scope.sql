-- grain: one row per customer in scope and attribute that the company declared of them; never the year of birth, which only tells children
select
    customers_in_scope.customer_id,
    listed.attribute,
    element_at(customers.attributes, listed.attribute) as value
from customers
inner join customers_in_scope
    on customers.customer_id = customers_in_scope.buyer_id
cross join unnest(map_keys(customers.attributes)) as listed(attribute)
where listed.attribute <> 'birth_year'
