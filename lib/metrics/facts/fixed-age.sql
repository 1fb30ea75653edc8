-- grain: one row per measure, cohort month, audience and age in days: members, what they earned by then, who came back
with

lives as (

    select
        customers_in_scope.customer_id,
        customers_in_scope.acquired_month as cohort,
        sum(case when age_days < cast(:repeat_age as integer) then orders else 0 end) as orders,
        array[
            0,
            sum(case when age_days < cast(:age_1 as integer) then contribution else 0 end),
            sum(case when age_days < cast(:age_2 as integer) then contribution else 0 end),
            sum(case when age_days < cast(:age_3 as integer) then contribution else 0 end),
            sum(case when age_days < cast(:age_4 as integer) then contribution else 0 end),
            sum(case when age_days < cast(:age_5 as integer) then contribution else 0 end)
        ] as earned
    from customers_in_scope
    left join movements_in_scope
        on
            customers_in_scope.customer_id = movements_in_scope.customer_id
            and movements_in_scope.age_days < cast(:age_5 as integer)
    where
        customers_in_scope.acquisition_known
        and customers_in_scope.acquired_month >= cast(:first_cohort as integer)
        and customers_in_scope.acquired_month <= cast(:last_cohort as integer)
    group by 1, 2

),

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

steps as (

    select
        split_part(listed.step, ':', 1) as measure,
        cast(split_part(listed.step, ':', 2) as integer) as age,
        cast(split_part(listed.step, ':', 3) as integer) as place
    from unnest(split(:steps, ',')) as listed(step)

),

measured as (

    select
        lives.cohort,
        audiences.scheme,
        audiences.segment,
        steps.measure,
        steps.age,
        case steps.measure
            when 'acquired-customers' then 1
            when 'repeat-customers' then case when lives.orders > 1 then 1 else 0 end
            when 'contribution' then element_at(lives.earned, steps.place)
            when 'contribution-step'
                then element_at(lives.earned, steps.place) - element_at(lives.earned, steps.place - 1)
        end as amount
    from lives
    inner join audiences
        on
            lives.customer_id = audiences.customer_id
            and (audiences.scheme = 'all' or lives.cohort = cast(:segment_cohort as integer))
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
