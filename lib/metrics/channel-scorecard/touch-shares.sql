-- grain: one row per won customer, attribution model and touch in the :look_back days before the first order: its part of 120
-- Parts are whole and end where the next begins, so that they add up to 120. A part from 48 to 72 is a fifth.
with

touches as (

    select
        acquired.customer_id,
        touchpoints_in_scope.channel,
        row_number() over (
            partition by acquired.customer_id
            order by touchpoints_in_scope.occurred_at, touchpoints_in_scope.channel
        ) as place,
        count(*) over (partition by acquired.customer_id) as touches
    from acquired
    inner join touchpoints_in_scope
        on acquired.customer_id = touchpoints_in_scope.customer_id
    where touchpoints_in_scope.touch_date >= date_add('day', -cast(:look_back as integer), acquired.acquired_date)

),

ends as (

    select
        touches.*,
        listed.model,
        case
            when listed.model = 'first' or touches.touches = touches.place then 120
            when listed.model = 'last' then 0
            when listed.model = 'linear'
                then cast(floor(cast(120 * touches.place as double) / touches.touches) as integer)
            when touches.touches = 2 then 60
            else 48 + cast(floor(cast(24 * (touches.place - 1) as double) / (touches.touches - 2)) as integer)
        end as part_ends
    from touches
    cross join unnest(split('last,first,linear,position', ',')) as listed(model)

)

select
    customer_id,
    model,
    channel,
    lag(part_ends, 1, 0) over (partition by customer_id, model order by place) as part_begins,
    part_ends
from ends
