-- grain: one row per cost of serving and customer in scope who bears it, or guests as one: in units of what it is shared by
with

-- A segment as it was on the last day of the period; country, channel and type as they are.
members as (

    select
        customers_in_scope.customer_id,
        segment_membership.scheme,
        segment_membership.segment,
        cast(segment_membership.valid_from as date) as from_date,
        cast(coalesce(segment_membership.valid_to, timestamp '9999-12-31 00:00:00') as date) as to_date
    from segment_membership
    inner join customers_in_scope
        on segment_membership.customer_id = customers_in_scope.buyer_id
    union all
    select
        customers_in_scope.customer_id,
        listed.scheme,
        case listed.scheme
            when 'country' then customers_in_scope.country
            when 'channel' then customers_in_scope.entry_channel
            when 'type' then customers_in_scope.type
        end as segment,
        date '0001-01-01' as from_date,
        date '9999-12-31' as to_date
    from customers_in_scope
    cross join unnest(split('country,channel,type', ',')) as listed(scheme)

),

placed as (

    select
        serving_costs.cost_id,
        members.customer_id
    from serving_costs
    inner join members
        on
            serving_costs.segment = members.segment
            and serving_costs.scheme in ('', members.scheme)
            and serving_costs.cost_date >= members.from_date
            and serving_costs.cost_date < members.to_date
    group by 1, 2

)

select
    serving_costs.cost_id,
    customers_in_scope.customer_id,
    1 as units
from serving_costs
left join customers
    on serving_costs.bearer = customers.customer_id
inner join customers_in_scope
    on coalesce(customers.merged_into, serving_costs.bearer) = customers_in_scope.buyer_id
union all
select
    serving_costs.cost_id,
    serving_activity.customer_id,
    case when serving_costs.driver = '' then 1 else serving_activity.units end as units
from serving_costs
inner join serving_activity
    on
        serving_costs.period_start_date = serving_activity.period_start_date
        and serving_costs.cost_date = serving_activity.cost_date
        and coalesce(nullif(serving_costs.driver, ''), 'orders') = serving_activity.driver
left join placed
    on
        serving_costs.cost_id = placed.cost_id
        and serving_activity.customer_id = placed.customer_id
where serving_costs.bearer = '' and (serving_costs.driver <> '' or placed.customer_id is not null)
