-- grain: one row per customer and scheme: everyone, each registered segment scheme as it was at entry, and their crossing
with

schemes as (

    select listed.scheme
    from unnest(split(:schemes, ',')) as listed(scheme)
    where listed.scheme <> ''

),

memberships as (

    select
        segment_membership.customer_id,
        segment_membership.scheme,
        min_by(
            segment_membership.segment,
            row(
                case
                    when
                        segment_membership.valid_from < date_add('day', 1, customers_in_scope.acquired_date)
                        and coalesce(
                            segment_membership.valid_to > customers_in_scope.acquired_date, true
                        )
                        then 0
                    else 1
                end,
                segment_membership.valid_from,
                segment_membership.segment
            )
        ) as segment
    from segment_membership
    inner join customers_in_scope
        on segment_membership.customer_id = customers_in_scope.customer_id
    where segment_membership.valid_from < cast(:as_of_utc as timestamp)
    group by 1, 2

),

segments as (

    select
        customers_in_scope.customer_id,
        schemes.scheme,
        coalesce(
            memberships.segment,
            case schemes.scheme
                when 'country' then customers_in_scope.country
                when 'channel' then customers_in_scope.entry_channel
                when 'type' then customers_in_scope.type
            end,
            'unknown'
        ) as segment
    from customers_in_scope
    cross join schemes
    left join memberships
        on
            customers_in_scope.customer_id = memberships.customer_id
            and schemes.scheme = memberships.scheme

)

select
    customer_id,
    'all' as scheme,
    'all' as segment
from customers_in_scope
union all
select
    customer_id,
    scheme,
    segment
from segments
union all
select
    customer_id,
    'atom' as scheme,
    array_join(array_agg(replace(segment, '|', '/') order by scheme), '|') as segment
from segments
group by customer_id
