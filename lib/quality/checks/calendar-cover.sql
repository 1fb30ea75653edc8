-- grain: one row: days from the first event of each table that is cut by the calendar to the calendar's first day, 0 if none
with

firsts as (

    select 'orders' as name, cast(at_timezone(min(ordered_at) at time zone 'UTC', :time_zone) as date) as first_date from orders
    union all
    select 'refunds' as name, cast(at_timezone(min(refunded_at) at time zone 'UTC', :time_zone) as date) as first_date from refunds
    union all
    select 'cost_to_serve' as name, min(period_start_date) as first_date from cost_to_serve
    union all
    select 'marketing_spend' as name, min(spend_date) as first_date from marketing_spend
    union all
    select 'journey_events' as name, cast(at_timezone(min(occurred_at) at time zone 'UTC', :time_zone) as date) as first_date from journey_events
    union all
    select 'loyalty_ledger' as name, cast(at_timezone(min(occurred_at) at time zone 'UTC', :time_zone) as date) as first_date from loyalty_ledger
    union all
    select 'subscriptions' as name, cast(at_timezone(min(effective_at) at time zone 'UTC', :time_zone) as date) as first_date from subscriptions
    union all
    select 'survey_responses' as name, cast(at_timezone(min(responded_at) at time zone 'UTC', :time_zone) as date) as first_date from survey_responses
    union all
    select 'survey_invitations' as name, cast(at_timezone(min(invited_at) at time zone 'UTC', :time_zone) as date) as first_date from survey_invitations
    union all
    select 'support_tickets' as name, cast(at_timezone(min(opened_at) at time zone 'UTC', :time_zone) as date) as first_date from support_tickets

),

lengths as (

    select
        name,
        greatest(date_diff('day', first_date, cast(:calendar_from as date)), 0) as lacking
    from firsts

)

select
    coalesce(max(case when name = 'orders' then lacking end), 0) as orders,
    coalesce(max(case when name = 'refunds' then lacking end), 0) as refunds,
    coalesce(max(case when name = 'cost_to_serve' then lacking end), 0) as cost_to_serve,
    coalesce(max(case when name = 'marketing_spend' then lacking end), 0) as marketing_spend,
    coalesce(max(case when name = 'journey_events' then lacking end), 0) as journey_events,
    coalesce(max(case when name = 'loyalty_ledger' then lacking end), 0) as loyalty_ledger,
    coalesce(max(case when name = 'subscriptions' then lacking end), 0) as subscriptions,
    coalesce(max(case when name = 'survey_responses' then lacking end), 0) as survey_responses,
    coalesce(max(case when name = 'survey_invitations' then lacking end), 0) as survey_invitations,
    coalesce(max(case when name = 'support_tickets' then lacking end), 0) as support_tickets
from lengths
