-- grain: one row per customer, measure, month and issue of tickets opened in it: who came with what and how often, and who ordered
select
    listed.measure,
    tickets.month as period,
    case listed.measure when 'issue-customers' then 'issue' else 'all' end as scheme,
    case listed.measure when 'issue-customers' then tickets.category else 'all' end as segment,
    cast(null as integer) as age,
    case listed.measure
        when 'support-tickets' then count(*)
        when 'support-repeat-tickets' then count(*) - 1
        when 'support-issues' then count(distinct tickets.category)
        when 'support-further-issues' then count(distinct tickets.category) - 1
        else 1
    end as amount
from support_tickets_in_scope as tickets
cross join unnest(
    split('support-tickets,support-customers,support-repeat-tickets,support-issues,support-further-issues,issue-customers', ',')
) as listed(measure)
where tickets.month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
group by tickets.customer_id, 1, 2, 3, 4
union all
select
    'support-active-customers' as measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    1 as amount
from orders_in_scope
where
    customer_id is not null
    and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
group by customer_id, month
