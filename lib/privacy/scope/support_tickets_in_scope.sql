-- grain: one row per ticket before the cut of a customer in scope: when and why it was opened, and how it was resolved
-- A ticket of nobody known counts for nobody. A contact repeats if the same customer comes with the same again within 7 days.
with

opened as (

    select
        customers_in_scope.customer_id,
        support_tickets.ticket_id,
        support_tickets.category,
        support_tickets.opened_at,
        support_tickets.resolved_at,
        coalesce(support_tickets.reopened, false) as reopened,
        lead(support_tickets.opened_at) over (
            partition by customers_in_scope.customer_id, support_tickets.category
            order by support_tickets.opened_at, support_tickets.ticket_id
        ) as next_opened_at,
        cast(at_timezone(support_tickets.opened_at at time zone 'UTC', :time_zone) as date) as opened_date,
        cast(at_timezone(support_tickets.resolved_at at time zone 'UTC', :time_zone) as date) as resolved_date
    from support_tickets
    left join customers
        on support_tickets.customer_id = customers.customer_id
    inner join customers_in_scope
        on coalesce(customers.merged_into, support_tickets.customer_id) = customers_in_scope.buyer_id
    where support_tickets.opened_at < cast(:as_of_utc as timestamp)

)

select
    opened.customer_id,
    opened.opened_date,
    calendar.month,
    opened.category,
    opened.resolved_date,
    resolutions.month as resolved_month,
    not opened.reopened
    and coalesce(opened.next_opened_at >= opened.resolved_at + interval '7' day, true) as is_first_contact
from opened
inner join calendar
    on opened.opened_date = calendar.calendar_date
left join calendar as resolutions
    on
        opened.resolved_date = resolutions.calendar_date
        and opened.resolved_at < cast(:as_of_utc as timestamp)
