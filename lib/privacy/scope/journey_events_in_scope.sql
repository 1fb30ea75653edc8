-- grain: one row per step of somebody in scope on the way to a customer and beyond; numbers below 0 have not ordered
select
    known_subjects.customer_id,
    journey_events.stage,
    calendar.calendar_date as event_date,
    calendar.month
from journey_events
inner join known_subjects
    on journey_events.subject_id = known_subjects.id
inner join calendar
    on
        cast(at_timezone(journey_events.occurred_at at time zone 'UTC', :time_zone) as date)
        = calendar.calendar_date
where
    journey_events.occurred_at < cast(:as_of_utc as timestamp)
    and journey_events.occurred_at >= cast(:retained_from_utc as timestamp)
