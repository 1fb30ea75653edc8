-- grain: one row: sets of weights, one per customer and model, and those that do not sum to 1
with

weight_sets as (

    select sum(weight) as weight
    from attribution
    group by
        customer_id,
        model

)

select
    count(*) as weight_sets,
    count_if(abs(weight - 1) > 0.001) as unequal
from weight_sets
