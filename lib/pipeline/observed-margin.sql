-- grain: one row: contribution of customers in scope before the cut as a share of their net sales
select
    cast(sum(contribution) as double) / nullif(cast(sum(sales - refunds) as double), 0) as margin
from movements_in_scope
where customer_id is not null
