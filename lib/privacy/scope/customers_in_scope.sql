-- grain: one row per customer with a paid order before the cut who may be processed for :purpose
-- What is not clearly allowed is not: a state that is missing, unreadable or new is out.
with

history as (

    select min(acquired_at) as starts_at
    from acquisitions

),

merged as (

    select
        customer_id,
        merged_into
    from customers
    where merged_into is not null

),

-- A state that is no clear grant is none, and one without a time is the latest.
consent as (

    select
        coalesce(merged.merged_into, consents.customer_id) as buyer_id,
        max_by(
            coalesce(consents.status, ''),
            row(
                coalesce(consents.effective_at, timestamp '9999-12-31 00:00:00'),
                case when consents.status = 'granted' then 0 else 1 end
            )
        ) as status
    from consents
    left join merged
        on consents.customer_id = merged.customer_id
    where
        consents.purpose = :purpose
        and (coalesce(consents.status, '') <> 'granted' or consents.effective_at < cast(:as_of_utc as timestamp))
    group by 1

)

select
    acquisitions.customer_id,
    acquisitions.buyer_id,
    acquisitions.acquired_date,
    calendar.month as acquired_month,
    acquisitions.channel as entry_channel,
    coalesce(customers.country, acquisitions.country) as country,
    customers.type,
    :history_complete = 'yes'
    or acquisitions.acquired_at >= history.starts_at + interval '365' day as acquisition_known
from acquisitions
cross join history
inner join calendar
    on acquisitions.acquired_date = calendar.calendar_date
left join customers
    on acquisitions.buyer_id = customers.customer_id
left join consent
    on acquisitions.buyer_id = consent.buyer_id
where
    (:lawful_basis = 'declared' or consent.status = 'granted')
    and (:unknown_age = 'in' or element_at(customers.attributes, 'birth_year') is not null)
    and (:regions = 'any' or contains(split(:regions, ','), coalesce(customers.country, acquisitions.country)))
    and acquisitions.buyer_id not in (
        select buyer_id
        from denied_buyers
    )
