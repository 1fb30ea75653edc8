-- grain: one row per customer or guest order and cell: by how much their contribution has changed
select
    measure,
    period,
    scheme,
    segment,
    age,
    contributor,
    cast(sum(amount) as bigint) as amount
from (
    select * from contributions_now
    union all
    select
        measure,
        period,
        scheme,
        segment,
        age,
        contributor,
        - amount as amount
    from contributions_then
) as both_landings
group by 1, 2, 3, 4, 5, 6
having sum(amount) <> 0
