-- grain: one row per customer: the atom, which lists the segment at entry of every registered scheme
-- Marks put the segments in the order of their schemes, which costs a tenth of an ordered aggregate.
with

segments as (

    select
        customers_in_scope.customer_id,
        marked_schemes.mark,
        coalesce(
            memberships_at_entry.segment,
            case marked_schemes.scheme
                when 'country' then customers_in_scope.country
                when 'channel' then customers_in_scope.entry_channel
                when 'type' then customers_in_scope.type
            end,
            'unknown'
        ) as segment
    from customers_in_scope
    left join marked_schemes
        on true
    left join memberships_at_entry
        on
            customers_in_scope.customer_id = memberships_at_entry.customer_id
            and marked_schemes.scheme = memberships_at_entry.scheme

)

select
    customer_id,
    array_join(array_sort(array_agg(coalesce(mark || segment, ''))), chr(31)) as atom
from segments
group by customer_id
