-- grain: one row per customer with a paid order before the cut who may be processed for :purpose
with

history as (

    select min(acquired_at) as starts_at
    from acquisitions

),

consent as (

    select
        customer_id,
        max_by(status, row(effective_at, case when status = 'granted' then 0 else 1 end)) as status
    from consents
    where
        purpose = :purpose
        and (status <> 'granted' or effective_at < cast(:as_of_utc as timestamp))
    group by customer_id

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
    on acquisitions.buyer_id = consent.customer_id
where
    (:lawful_basis = 'declared' or consent.status = 'granted')
    and not coalesce(customers.is_internal, false)
    and (
        :regions = 'any'
        or coalesce(customers.country, acquisitions.country, '') in (
            select listed.region
            from unnest(split(:regions, ',')) as listed(region)
        )
    )
    and acquisitions.buyer_id not in (
        select coalesce(merged.merged_into, erasures.customer_id)
        from erasures
        left join customers as merged
            on erasures.customer_id = merged.customer_id
        where erasures.customer_id is not null
    )
