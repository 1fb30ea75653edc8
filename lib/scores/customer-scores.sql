-- grain: one row per customer in scope: what is expected of the horizon, in major units; :gamma is in them too
with

valued as (

    select
        customer_histories.customer_id,
        predictions.probability_alive,
        predictions.expected_purchases,
        predictions.discounted_purchases,
        cast(:p as double)
        * (cast(:gamma as double) + customer_histories.repeat_minor / cast(:minor_units as double))
        / (cast(:p as double) * customer_histories.frequency + cast(:q as double) - 1) as expected_mean_value
    from customer_histories
    inner join predictions
        on
            customer_histories.frequency = predictions.frequency
            and customer_histories.recency = predictions.recency
            and customer_histories.age = predictions.age

),

worth as (

    select
        customer_id,
        probability_alive,
        expected_purchases,
        expected_mean_value,
        cast(:value_share as double) * discounted_purchases * expected_mean_value as lifetime_value
    from valued

),

compared as (

    select
        lifetime_value,
        count(*) as customers
    from worth
    group by 1

),

ranked as (

    select
        lifetime_value,
        3 * sum(customers) over (order by lifetime_value) as place,
        sum(customers) over () as peers
    from compared

),

bounds as (

    select
        coalesce(
            cast(nullif(:mid, '') as double) / cast(:minor_units as double),
            min(case when place > peers then lifetime_value end)
        ) as mid,
        coalesce(
            cast(nullif(:high, '') as double) / cast(:minor_units as double),
            min(case when place > 2 * peers then lifetime_value end)
        ) as high
    from ranked

)

select
    worth.*,
    case
        when worth.lifetime_value >= bounds.high then 'high'
        when worth.lifetime_value >= bounds.mid then 'mid'
        else 'low'
    end as tier,
    cast(:as_of as date) as scored_on,
    cast(:expires_on as date) as expires_on
from worth
cross join bounds
