-- grain: one row per won customer, attribution model and channel of the delivered attribution: its part of 120
-- Parts are whole and end where the next begins, so that they add up to 120.
with

ends as (

    select
        attribution_in_scope.customer_id,
        attribution_in_scope.model,
        attribution_in_scope.channel,
        cast(floor(
            120 * cast(
                sum(attribution_in_scope.weight) over (
                    partition by attribution_in_scope.customer_id, attribution_in_scope.model
                    order by attribution_in_scope.channel
                    rows between unbounded preceding and current row
                ) as double
            ) + 0.5e0
        ) as integer) as part_ends
    from attribution_in_scope
    inner join acquired
        on attribution_in_scope.customer_id = acquired.customer_id

)

select
    customer_id,
    model,
    channel,
    lag(part_ends, 1, 0) over (partition by customer_id, model order by channel) as part_begins,
    part_ends
from ends
