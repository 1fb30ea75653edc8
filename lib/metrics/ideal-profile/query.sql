-- grain: one row per trait and value of at least so many: customers of the year that is ripe, and those of them in the top fifth by what they brought in their first days
with

members as (

    select
        customer_id,
        country,
        entry_channel,
        type
    from customers_in_scope
    where acquisition_known and acquired_date between cast(:first_date as date) and cast(:last_date as date)

),

earned as (

    select
        members.customer_id,
        cast(sum(movements_in_scope.contribution) as bigint) as value
    from members
    inner join movements_in_scope
        on members.customer_id = movements_in_scope.customer_id
    where movements_in_scope.age_days < cast(:age as integer)
    group by 1

),

-- Of equal values at the border of the fifth the earlier number is inside.
ranked as (

    select
        customer_id,
        row_number() over (order by value desc, customer_id) * 5 < count(*) over () + 5 as is_top
    from earned

),

traits as (

    select
        members.customer_id,
        listed.trait,
        case listed.trait
            when 'all' then 'all'
            when 'country' then members.country
            when 'channel' then members.entry_channel
            when 'type' then members.type
        end as value
    from members
    cross join unnest(split('all,country,channel,type', ',')) as listed(trait)
    union all
    select
        customer_id,
        scheme as trait,
        segment as value
    from audiences_in_scope
    where scheme not in ('all', 'atom', 'country', 'channel', 'type')
    union all
    select
        customer_id,
        attribute as trait,
        value
    from attributes_in_scope
    where attribute not in ('all', 'country', 'channel', 'type')

)

select
    traits.trait,
    traits.value,
    count(*) as customers,
    count_if(ranked.is_top) as top_customers
from ranked
inner join traits
    on ranked.customer_id = traits.customer_id
where traits.value <> ''
group by 1, 2
having count(*) >= cast(:fewest as integer) or traits.trait = 'all'
order by 1, 2
