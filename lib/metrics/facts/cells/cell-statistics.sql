-- grain: one row per measure, period, audience and age: statistics of what its customers contribute
select
    measure,
    period,
    scheme,
    segment,
    age,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
