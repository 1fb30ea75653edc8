-- grain: one row per customer, measure, month and issue of tickets opened in it: who came with what and how often, and who ordered
with

opened as (

    select
        customer_id,
        month,
        category,
        count(*) as tickets
    from support_tickets_in_scope
    where month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))
    group by 1, 2, 3

),

active as (

    select distinct
        customer_id,
        month
    from orders_in_scope
    where
        customer_id is not null
        and month in (cast(:month as integer), cast(:prior_month as integer), cast(:year_ago_month as integer))

)

select
    listed.measure,
    opened.month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    cast(
        case listed.measure
            when 'support-tickets' then sum(opened.tickets)
            when 'support-repeat-tickets' then sum(opened.tickets) - 1
            else 1
        end as bigint
    ) as amount
from opened
cross join unnest(
    split('support-tickets,support-customers,support-repeat-tickets', ',')
) as listed(measure)
group by opened.customer_id, opened.month, listed.measure
union all
select
    listed.measure,
    opened.month as period,
    'issue' as scheme,
    issues.category as segment,
    cast(null as integer) as age,
    cast(
        case listed.measure
            when 'issue-customers' then max(case when opened.category = issues.category then 1 else 0 end)
            else 1 - max(case when opened.category = issues.category then 1 else 0 end)
        end as bigint
    ) as amount
from opened
inner join (select distinct month, category from opened) as issues
    on opened.month = issues.month
cross join unnest(split('issue-customers,other-issue-customers', ',')) as listed(measure)
group by opened.customer_id, opened.month, issues.category, listed.measure
union all
select
    'support-active-customers' as measure,
    month as period,
    'all' as scheme,
    'all' as segment,
    cast(null as integer) as age,
    1 as amount
from active
