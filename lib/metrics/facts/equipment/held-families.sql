-- grain: one row per customer and family held, or pair or three of families held, at the close
with

held as (

    select distinct
        customer_id,
        family
    from held_products
    where family is not null

)

select
    'family-customers' as measure,
    period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    1 as amount
from active_at_close
union all
select
    'family-holders' as measure,
    0 as period,
    'family' as scheme,
    family as segment,
    cast(null as integer) as age,
    1 as amount
from held
union all
select
    'family-pair-holders' as measure,
    0 as period,
    held.family as scheme,
    other.family as segment,
    cast(null as integer) as age,
    1 as amount
from held
inner join held as other
    on
        held.customer_id = other.customer_id
        and held.family < other.family
union all
select
    'family-three-holders' as measure,
    0 as period,
    held.family as scheme,
    other.family || chr(31) || third.family as segment,
    cast(null as integer) as age,
    1 as amount
from held
inner join held as other
    on
        held.customer_id = other.customer_id
        and held.family < other.family
inner join held as third
    on
        other.customer_id = third.customer_id
        and other.family < third.family
