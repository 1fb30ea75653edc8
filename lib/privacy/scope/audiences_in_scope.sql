-- grain: one row per customer and scheme: everyone, each registered segment scheme as it was at entry, and their crossing
-- The crossing lists segments by scheme: marks put them in order, which costs a tenth of an ordered aggregate.
with

schemes as (

    select
        listed.scheme,
        chr(cast(row_number() over (order by listed.scheme) as integer)) as mark
    from unnest(split(:schemes, ',')) as listed(scheme)
    where listed.scheme <> ''

),

segments as (

    select
        customers_in_scope.customer_id,
        schemes.scheme,
        schemes.mark,
        coalesce(
            memberships_at_entry.segment,
            case schemes.scheme
                when 'country' then customers_in_scope.country
                when 'channel' then customers_in_scope.entry_channel
                when 'type' then customers_in_scope.type
            end,
            'unknown'
        ) as segment
    from customers_in_scope
    cross join schemes
    left join memberships_at_entry
        on
            customers_in_scope.customer_id = memberships_at_entry.customer_id
            and schemes.scheme = memberships_at_entry.scheme

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
    translate(
        array_join(array_sort(array_agg(mark || replace(segment, '|', '/'))), '|'),
        (select array_join(array_agg(schemes.mark), '') from schemes),
        ''
    ) as segment
from segments
group by customer_id
