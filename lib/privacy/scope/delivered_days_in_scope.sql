-- grain: one row per table and local day of the nine weeks before the cut: rows delivered, but those of denied persons
-- A row that says when its source wrote it is stamped, and late if that was more than a day after it happened.
with

dated as (

    select
        delivered_events.delivered,
        case
            when delivered_events.happened_at < local_days.last_begins_at then local_days.first_date
            else local_days.last_date
        end as event_date,
        delivered_events.updated_at <> delivered_events.ingested_at as is_stamped,
        delivered_events.updated_at <> delivered_events.ingested_at
        and delivered_events.updated_at > delivered_events.happened_at + interval '1' day as is_late
    from delivered_events
    inner join local_days
        on cast(delivered_events.happened_at as date) = local_days.utc_date
    where
        delivered_events.happened_at >= cast(:as_of_utc as timestamp) - interval '64' day
        and delivered_events.happened_at < cast(:as_of_utc as timestamp)
        and coalesce(delivered_events.customer_id, '') not in (
            select buyer_id
            from denied_buyers
        )
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
