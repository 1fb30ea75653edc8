-- grain: one row per measure, won customer, attribution model and channel: whole 120ths of the customer, and of what they brought in
-- The scheme is the model; everyone stands once beside as `*`. Who has no touch in time, or no attribution, is `unattributed`.
with

models as (

    select model
    from shares
    group by 1

),

credits as (

    select
        acquired.customer_id,
        acquired.month,
        '*' as model,
        '*' as channel,
        0 as part_begins,
        120 as part_ends,
        acquired.earned
    from acquired
    union all
    select
        acquired.customer_id,
        acquired.month,
        models.model,
        coalesce(shares.channel, 'unattributed') as channel,
        coalesce(shares.part_begins, 0) as part_begins,
        coalesce(shares.part_ends, 120) as part_ends,
        acquired.earned
    from acquired
    cross join models
    left join shares
        on
            acquired.customer_id = shares.customer_id
            and models.model = shares.model

),

given as (

    select
        customer_id,
        month,
        model,
        channel,
        sum(part_ends - part_begins) as parts,
        sum(
            cast(floor(cast(earned * part_ends as double) / 120) as bigint)
            - cast(floor(cast(earned * part_begins as double) / 120) as bigint)
        ) as earned
    from credits
    where part_ends > part_begins
    group by 1, 2, 3, 4

)

select
    case
        when listed.measure <> 'scorecard-earned' then listed.measure
        when given.month = cast(:month as integer) then 'scorecard-net-sales'
        else 'scorecard-contribution'
    end as measure,
    given.month as period,
    given.model as scheme,
    given.channel as segment,
    cast(null as integer) as age,
    cast(case listed.measure
        when 'scorecard-customers' then 1
        when 'scorecard-credit' then given.parts
        when 'scorecard-earned' then given.earned
    end as bigint) as amount
from given
cross join unnest(split('scorecard-customers,scorecard-credit,scorecard-earned', ',')) as listed(measure)
