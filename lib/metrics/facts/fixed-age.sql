-- grain: one row per measure, cohort month, audience and age in days: members, what they earned by then, who came back
with

audiences as (

    select
        customer_id,
        scheme,
        segment
    from audiences_in_scope
    union all
    select
        customer_id,
        'channel' as scheme,
        coalesce(entry_channel, 'unknown') as segment
    from customers_in_scope
    where :with_channel = 'yes'

),

placed as (

    select
        lives.*,
        audiences.scheme,
        audiences.segment
    from lives
    inner join audiences
        on lives.customer_id = audiences.customer_id
    where audiences.scheme = 'all' or lives.cohort = cast(:segment_cohort as integer)

),

steps as (

    select
        split_part(listed.step, ':', 1) as measure,
        cast(split_part(listed.step, ':', 2) as integer) as age,
        cast(split_part(listed.step, ':', 3) as integer) as place
    from unnest(split(:steps, ',')) as listed(step)

),

measured as (

    select
        placed.cohort,
        placed.scheme,
        placed.segment,
        steps.measure,
        steps.age,
        case steps.measure
            when 'acquired-customers' then 1
            when 'repeat-customers' then case when placed.orders > 1 then 1 else 0 end
            when 'contribution' then element_at(placed.earned, steps.place)
            when 'contribution-step'
                then element_at(placed.earned, steps.place) - element_at(placed.earned, steps.place - 1)
        end as amount
    from placed
    cross join steps

)

select
    measure,
    cohort as period,
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
