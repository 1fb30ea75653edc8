-- grain: one row per customer, measure and month in which tickets of theirs were resolved: how many, and whether at the first contact
with

resolved as (

    select
        customer_id,
        resolved_month as month,
        count(*) as tickets,
        count_if(is_first_contact) as first_contacts
    from support_tickets_in_scope
    where
        resolved_month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2

)

select
    listed.measure,
    resolved.month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'resolved-tickets' then resolved.tickets
        when 'resolved-at-first-contact' then resolved.first_contacts
        else resolved.tickets - resolved.first_contacts
    end as amount
from resolved
cross join unnest(
    split('resolved-tickets,resolved-at-first-contact,resolved-later', ',')
) as listed(measure)
