-- grain: one row per fiscal month: sales and marketing spend of all kinds and purposes, about no person
select
    month as period,
    cast(sum(amount_minor) as bigint) as spend
from marketing_spend_in_scope
group by 1
order by 1
