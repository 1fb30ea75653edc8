-- grain: one row per measure, cohort month and window after entry: who entered, who acted, and their net sales
with

counted as (

    select
        acts.customer_id,
        acts.cohort,
        windows.age,
        sum(acts.net_sales) as net_sales
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

),

measured as (

    select
        'acquired-customers' as measure,
        cohort,
        0 as age,
        1 as amount
    from members
    union all
    select
        'active-customers' as measure,
        cohort,
        age,
        1 as amount
    from counted
    union all
    select
        'active-net-sales' as measure,
        cohort,
        age,
        net_sales as amount
    from counted
    union all
    select
        'active-net-sales-step' as measure,
        cohort,
        age,
        net_sales as amount
    from acts

)

select
    measure,
    cohort as period,
    'all' as scheme,
    'all' as segment,
    age,
    count_if(amount <> 0) as customers,
    cast(sum(amount) as decimal(38, 0)) as total,
    cast(sum(abs(amount)) as decimal(38, 0)) as absolute,
    element_at(max(abs(amount), 2), 1) as largest,
    element_at(max(abs(amount), 2), 2) as second
from measured
group by measure, cohort, age
order by measure, cohort, age
