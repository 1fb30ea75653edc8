-- grain: one row per measure, customer, cohort month and window after entry: who entered, who acted, and their net sales
with

counted as (

    select
        acts.customer_id,
        acts.cohort,
        windows.age,
        cast(sum(acts.net_sales) as bigint) as net_sales
    from acts
    inner join windows
        on
            case
                when acts.age = 0 or windows.age = 0 then windows.age = acts.age
                when :criterion = 'on_or_before' then windows.age >= acts.age
                when :criterion = 'on_or_after' then windows.age <= acts.age
                when :criterion = 'streak' then windows.age = acts.age and acts.acted_before = acts.age
                else windows.age = acts.age
            end
    group by 1, 2, 3

)

select
    'acquired-customers' as measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    0 as age,
    1 as amount
from members
union all
select
    'active-customers' as measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    age,
    1 as amount
from counted
union all
select
    'active-net-sales' as measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    age,
    net_sales as amount
from counted
union all
select
    'active-net-sales-step' as measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    age,
    net_sales as amount
from acts
