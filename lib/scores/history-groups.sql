-- grain: one row per purchase history that a customer in scope has
select
    frequency,
    recency,
    age
from customer_histories
group by 1, 2, 3
order by 1, 2, 3
