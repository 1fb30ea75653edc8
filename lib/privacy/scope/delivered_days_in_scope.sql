-- grain: one row per table and local day of the nine weeks before the cut: how many rows were delivered; about no person
-- A row that says when its source wrote it is stamped, and late if that was more than a day after it happened.
with

events as (

    select
        'orders' as delivered,
        ordered_at as happened_at,
        updated_at,
        ingested_at
    from orders
    union all
    select
        'refunds' as delivered,
        refunded_at as happened_at,
        updated_at,
        ingested_at
    from refunds
    union all
    select
        'touchpoints' as delivered,
        occurred_at as happened_at,
        updated_at,
        ingested_at
    from touchpoints
    union all
    select
        'survey_responses' as delivered,
        responded_at as happened_at,
        updated_at,
        ingested_at
    from survey_responses
    union all
    select
        'support_tickets' as delivered,
        opened_at as happened_at,
        updated_at,
        ingested_at
    from support_tickets

),

dated as (

    select
        events.delivered,
        case
            when events.happened_at < local_days.last_begins_at then local_days.first_date
            else local_days.last_date
        end as event_date,
        events.updated_at <> events.ingested_at as is_stamped,
        events.updated_at <> events.ingested_at
        and events.updated_at > events.happened_at + interval '1' day as is_late
    from events
    inner join local_days
        on cast(events.happened_at as date) = local_days.utc_date
    where
        events.happened_at >= cast(:as_of_utc as timestamp) - interval '64' day
        and events.happened_at < cast(:as_of_utc as timestamp)
    union all
    select
        'marketing_spend' as delivered,
        spend_date as event_date,
        updated_at <> ingested_at as is_stamped,
        updated_at <> ingested_at and updated_at > cast(spend_date as timestamp) + interval '2' day as is_late
    from marketing_spend
    where spend_date < cast(:as_of as date)

)

select
    delivered,
    cast(date_diff('day', event_date, cast(:as_of as date)) as integer) as days_ago,
    count(*) as delivered_rows,
    count(case when is_stamped then 1 end) as stamped_rows,
    count(case when is_late then 1 end) as late_rows
from dated
where event_date >= date_add('day', -63, cast(:as_of as date))
group by 1, 2
