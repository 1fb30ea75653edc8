-- grain: one row per amount and customer: what contribution of the 365 days to a month close makes them there, and at the close before
-- A place says tenure (at least 90 days, or first orders), sign of CM3 and side of the top tenth by CM2, such as tenured-loss-rest.
with

moved as (

    select
        customer_id,
        movement_date,
        contribution as cm2,
        0 as serving
    from movements_in_scope
    where customer_id is not null
    union all
    select
        customer_id,
        cost_date as movement_date,
        0 as cm2,
        amount_minor as serving
    from cost_to_serve_in_scope
    where customer_id is not null

),

earned as (

    select
        customer_id,
        count_if(movement_date >= cast(:now_from as date)) > 0 as is_now,
        count_if(movement_date < cast(:before_to as date)) > 0 as is_before,
        cast(sum(case when movement_date >= cast(:now_from as date) then cm2 else 0 end) as bigint) as cm2_now,
        cast(sum(case when movement_date >= cast(:now_from as date) then serving else 0 end) as bigint) as serving_now,
        cast(sum(case when movement_date < cast(:before_to as date) then cm2 else 0 end) as bigint) as cm2_before,
        cast(sum(case when movement_date < cast(:before_to as date) then serving else 0 end) as bigint) as serving_before
    from moved
    where movement_date >= cast(:before_from as date) and movement_date < cast(:now_to as date)
    group by customer_id

),

-- Of equal CM2 at the border of the tenth the earlier number is inside.
ranked as (

    select
        earned.*,
        case when customers_in_scope.acquired_date <= cast(:now_tenured as date) then 'tenured' else 'first' end as tenure_now,
        case when customers_in_scope.acquired_date <= cast(:before_tenured as date) then 'tenured' else 'first' end as tenure_before,
        row_number() over (partition by is_now order by cm2_now desc, earned.customer_id) * 10 < count(*) over (partition by is_now) + 10 as is_top_now,
        row_number() over (partition by is_before order by cm2_before desc, earned.customer_id) * 10
        < count(*) over (partition by is_before) + 10 as is_top_before
    from earned
    inner join customers_in_scope
        on earned.customer_id = customers_in_scope.customer_id

)

select
    listed.amount as measure,
    0 as period,
    case
        when not is_now then 'none'
        else tenure_now || case when cm2_now < serving_now then '-loss' else '-gain' end || case when is_top_now then '-top' else '-rest' end
    end as scheme,
    case
        when not is_before then 'none'
        else tenure_before || case when cm2_before < serving_before then '-loss' else '-gain' end
            || case when is_top_before then '-top' else '-rest' end
    end as segment,
    cast(null as integer) as age,
    case listed.amount
        when 'customers' then 1
        when 'cm2-now' then cm2_now
        when 'cm2-before' then cm2_before
        when 'cm2-change' then cm2_now - cm2_before
        when 'cm3-now' then cm2_now - serving_now
        when 'cm3-before' then cm2_before - serving_before
        when 'cm3-change' then cm2_now - serving_now - cm2_before + serving_before
    end as amount
from ranked
cross join unnest(split(:amounts, ',')) as listed(amount)
